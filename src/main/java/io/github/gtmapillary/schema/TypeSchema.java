package io.github.gtmapillary.schema;

import io.github.gtmapillary.model.Projection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A feature type: its name, its geometry and attributes in schema order, and where it comes from.
 *
 * @param name the type name, also the prefix of its feature ids
 * @param description one line for people
 * @param geometry what the attribute {@value #GEOMETRY} holds
 * @param attributes all attributes but the geometry
 * @param idForm what its ids look like
 * @param tiles the tiles that hold it, if any do
 * @param entity how the Graph API knows its features, if it knows them by id
 * @param sample the type as a thinned layer shows it, if one does
 * @param images the same type read off images, for a type of lines that images make; its features are asked for by their images
 */
public record TypeSchema(
        String name,
        String description,
        GeometryKind geometry,
        List<Attribute> attributes,
        IdForm idForm,
        Optional<TileSource> tiles,
        Optional<EntitySource> entity,
        Optional<Sample> sample,
        Optional<TypeSchema> images) {

    /** The name of the geometry attribute of every type, first in schema order. */
    public static final String GEOMETRY = "geometry";

    public TypeSchema {
        attributes = List.copyOf(attributes);
    }

    /** A type that comes from nowhere yet. Its ids are numbers. */
    TypeSchema(String name, String description, GeometryKind geometry, List<Attribute> attributes) {
        this(
                name,
                description,
                geometry,
                attributes,
                IdForm.NUMBER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same type with ids of another form. */
    TypeSchema withIds(IdForm form) {
        return new TypeSchema(name, description, geometry, attributes, form, tiles, entity, sample, images);
    }

    /** The same type from tiles. */
    TypeSchema fromTiles(TileSource source) {
        return new TypeSchema(
                name, description, geometry, attributes, idForm, Optional.of(source), entity, sample, images);
    }

    /** The same type with entities of the Graph API behind it. */
    TypeSchema fromEntities(EntitySource source) {
        return new TypeSchema(
                name, description, geometry, attributes, idForm, tiles, Optional.of(source), sample, images);
    }

    /** The same type with the tiles of a thinned type as its sample. */
    TypeSchema sampledBy(TypeSchema thinned) {
        TypeSchema shown = new TypeSchema(name, description, geometry, attributes)
                .withIds(idForm)
                .fromTiles(thinned.tileSource().asSample());
        return withSample(new Sample(
                entity.map(shown::fromEntities).orElse(shown),
                thinned.everything().attributes()));
    }

    /** The same lines made of images. */
    TypeSchema readOff(TypeSchema ofImages) {
        TypeSchema lines = new TypeSchema(
                name, description, geometry, attributes, idForm, tiles, entity, sample, Optional.of(ofImages));
        return ofImages.sample().map(lines::withSample).orElse(lines);
    }

    private TypeSchema withSample(Sample shown) {
        return new TypeSchema(
                name, description, geometry, attributes, idForm, tiles, entity, Optional.of(shown), images);
    }

    /** The attribute of a name, empty when there is none, and for the geometry. */
    public Optional<Attribute> attribute(String attributeName) {
        return attributes.stream().filter(a -> a.name().equals(attributeName)).findFirst();
    }

    /** The attribute that holds the computed position, for a type that has it beside the geometry. */
    public Optional<String> computedGeometry() {
        return attributes.stream()
                .filter(attribute -> attribute.kind() == AttributeKind.POSITION)
                .map(Attribute::name)
                .findFirst();
    }

    /** Whether an attribute holds a geometry, the default one or another. */
    public boolean isGeometry(String attributeName) {
        return attributeName.equals(GEOMETRY)
                || computedGeometry().filter(attributeName::equals).isPresent();
    }

    /** The geometry that is meant where none is named: of an entity that has its computed position beside, the one asked for. */
    public String defaultGeometry(Positions positions) {
        return positions == Positions.COMPUTED ? computedGeometry().orElse(GEOMETRY) : GEOMETRY;
    }

    /**
     * The geometries that may say where features are, with the position that each is, the default one first.
     *
     * @param positions which position of images counts
     */
    public Map<String, Positions> places(Positions positions) {
        Optional<String> computed = computedGeometry();
        if (computed.isEmpty()) {
            return Map.of(GEOMETRY, positions);
        }
        Map<String, Positions> places = new LinkedHashMap<>();
        places.put(defaultGeometry(positions), positions);
        places.putIfAbsent(GEOMETRY, Positions.ORIGINAL);
        places.putIfAbsent(computed.get(), Positions.COMPUTED);
        return places;
    }

    /**
     * The fields of an entity that may hold its geometry, of which the first that an entity has counts. The geometry of a type that has
     * the computed position beside it is always the original position.
     *
     * @param positions which position of images counts
     * @return empty for a type without a geometry
     */
    public List<String> placeFields(Positions positions) {
        Positions held = computedGeometry().isPresent() ? Positions.ORIGINAL : positions;
        return entity.map(source -> source.places(held)).orElse(List.of());
    }

    /** The attributes by whose values features can be looked up without saying where they are. */
    public Set<String> lookedUpBy() {
        Stream<String> ofEntities = entity.stream()
                .flatMap(source -> Stream.concat(
                        Stream.concat(source.sequence().stream(), source.user().stream()),
                        source.owners().stream().map(Owner::attribute)));
        return Stream.concat(Stream.of(Attribute.ID), ofEntities).collect(Collectors.toUnmodifiableSet());
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
        return idForm.matches(id)
                ? Optional.empty()
                : Optional.of("'" + id + "' is no id of a feature of " + name + ": these are " + idForm.text());
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
        return tileSet().at(positions);
    }

    /** The tiles that hold it. Throws as {@link #layer()} does. */
    public TileSource tileSource() {
        return tiles.orElseThrow(() -> new IllegalStateException("no tiles hold " + name));
    }
}
