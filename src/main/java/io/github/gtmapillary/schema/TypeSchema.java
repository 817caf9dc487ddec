package io.github.gtmapillary.schema;

import io.github.gtmapillary.model.Projection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A feature type: its name, its geometry and attributes in schema order, and where it comes from.
 *
 * @param name the type name, also the prefix of its feature ids
 * @param description one line for people
 * @param geometry what the attribute {@value #GEOMETRY} holds
 * @param attributes all attributes but the geometry
 * @param tiles the tiles that hold it, if any do
 * @param entity what its ids are to the Graph API, if it knows them
 */
public record TypeSchema(
        String name,
        String description,
        GeometryKind geometry,
        List<Attribute> attributes,
        Optional<TileSource> tiles,
        Optional<EntityKind> entity) {

    /** The name of the geometry attribute of every type, first in schema order. */
    public static final String GEOMETRY = "geometry";

    public TypeSchema {
        attributes = List.copyOf(attributes);
    }

    /** The attribute of a name, empty when there is none, and for the geometry. */
    public Optional<Attribute> attribute(String attributeName) {
        return attributes.stream().filter(a -> a.name().equals(attributeName)).findFirst();
    }

    /** The geometry that is meant where none is named: of an entity that has its computed position beside, the one asked for. */
    public String defaultGeometry(Positions positions) {
        boolean computed = positions == Positions.COMPUTED
                && attribute(MapillaryTypes.COMPUTED_GEOMETRY).isPresent();
        return computed ? MapillaryTypes.COMPUTED_GEOMETRY : GEOMETRY;
    }

    /**
     * The geometries that may say where features are, with the position that each is, the default one first.
     *
     * @param positions which position of images counts
     */
    public Map<String, Positions> places(Positions positions) {
        if (attribute(MapillaryTypes.COMPUTED_GEOMETRY).isEmpty()) {
            return Map.of(GEOMETRY, positions);
        }
        Map<String, Positions> places = new LinkedHashMap<>();
        places.put(defaultGeometry(positions), positions);
        places.putIfAbsent(GEOMETRY, Positions.ORIGINAL);
        places.putIfAbsent(MapillaryTypes.COMPUTED_GEOMETRY, Positions.COMPUTED);
        return places;
    }

    /** Why no feature of this type has a feature id: not {@code type.id}, nor the id of an entity alone. Empty where one may. */
    public Optional<String> problemOfFeatureId(String featureId) {
        int dot = featureId.indexOf('.');
        if (dot < 0) {
            return problemOfId(featureId);
        }
        String prefix = featureId.substring(0, dot);
        return prefix.equals(name)
                ? problemOfId(featureId.substring(dot + 1))
                : Optional.of(
                        "'" + featureId + "' is no id of a feature of " + name + ": these begin with " + name + ".");
    }

    /** Why no feature of this type has an id, from its form; empty where one may. */
    public Optional<String> problemOfId(String id) {
        IdForm form = IdForm.of(this);
        return form.matches(id)
                ? Optional.empty()
                : Optional.of("'" + id + "' is no id of a feature of " + name + ": these are " + form.text());
    }

    /** Where an attribute stands among {@link #attributes()}. */
    public int indexOf(String attributeName) {
        for (int i = 0; i < attributes.size(); i++) {
            if (attributes.get(i).name().equals(attributeName)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name + " has no attribute " + attributeName);
    }

    /** All attributes and the geometry. */
    public Projection everything() {
        return new Projection(attributes.stream().map(Attribute::name).collect(Collectors.toSet()), true);
    }

    /** The attribute names, the geometry's among them if there is one, for messages. */
    public String attributeNames() {
        Stream<String> names = attributes.stream().map(Attribute::name);
        return Stream.concat(geometry == GeometryKind.NONE ? Stream.empty() : Stream.of(GEOMETRY), names)
                .collect(Collectors.joining(", "));
    }

    /**
     * The layer inside its tiles.
     *
     * @throws IllegalStateException when no tiles hold it
     */
    public TileLayer layer() {
        return tileSource().layer();
    }

    /** The tile set for original positions; throws as {@link #layer()} does. */
    public TileSet tileSet() {
        return tileSource().tileSet();
    }

    /** The tile set to ask: only coverage tiles come in two positions. Throws as {@link #layer()} does. */
    public TileSet tileSet(Positions positions) {
        boolean computed = tileSet() == TileSet.COVERAGE && positions == Positions.COMPUTED;
        return computed ? TileSet.COMPUTED_COVERAGE : tileSet();
    }

    private TileSource tileSource() {
        return tiles.orElseThrow(() -> new IllegalStateException("no tiles hold " + name));
    }
}
