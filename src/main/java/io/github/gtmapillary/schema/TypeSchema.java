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
 * A feature type: its name, its geometry and attributes in schema order, and its sources.
 *
 * @param name the type name, also the prefix of its feature ids
 * @param description one line for people
 * @param geometry the kind of geometry in the attribute {@value #GEOMETRY}
 * @param attributes all attributes but the geometry
 * @param idForm the form of its ids
 * @param tiles the tiles that hold it; null if there are none
 * @param entity the Graph API's entities of this type; null if the API does not know them by id
 * @param sample the type in a thinned layer; null if there is none
 * @param images the same type read off images, for lines that consist of images; its features are requested by their images
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

    /** A type without a source yet. Its ids are numbers. */
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

    /** The attribute with this name; empty if there is none, and for the geometry. */
    public Optional<Attribute> attribute(String attributeName) {
        return attributes.stream().filter(a -> a.name().equals(attributeName)).findFirst();
    }

    /** The attribute with the computed position, for a type that has it beside the geometry. */
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

    /** The geometry that a filter means if it names none. For an entity that also has its computed position, it is the requested one. */
    public String defaultGeometry(Positions positions) {
        return positions == Positions.COMPUTED ? computedGeometry().orElse(GEOMETRY) : GEOMETRY;
    }

    /**
     * The geometries that spatial operators may use, each with its position, the default one first.
     *
     * @param positions the position of images that counts
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
     * The fields of an entity that may hold its geometry; the first field that an entity has counts. The geometry of a type that also has
     * the computed position is always the original position.
     *
     * @param positions the position of images that counts
     * @return empty for a type without a geometry
     */
    public List<String> placeFields(Positions positions) {
        Positions held = computedGeometry().isPresent() ? Positions.ORIGINAL : positions;
        return entity.map(source -> source.places(held)).orElse(List.of());
    }

    /** Attributes whose values are enough to look features up, without a place. */
    Set<String> lookedUpBy() {
        Stream<String> ofEntities = entity.stream()
                .flatMap(source -> Stream.concat(
                        Stream.concat(source.sequence().stream(), source.user().stream()),
                        source.owners().stream().map(Owner::attribute)));
        return Stream.concat(Stream.of(Attribute.ID), ofEntities).collect(Collectors.toUnmodifiableSet());
    }

    /** Explains why no feature of this type has a feature id, neither {@code type.id} nor the id of an entity alone; empty if one may. */
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

    /** Explains why no feature of this type has an id, from its form; empty if one may. */
    public Optional<String> problemOfId(String id) {
        return idForm.matches(id)
                ? Optional.empty()
                : Optional.of("'" + id + "' is no id of a feature of " + name + ": these are " + idForm.text());
    }

    /** The index of an attribute among {@link #attributes()}. */
    public int indexOf(String attributeName) {
        for (int i = 0; i < attributes.size(); i++) {
            if (attributes.get(i).name().equals(attributeName)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name + " has no attribute " + attributeName);
    }

    /** All attributes and the geometry. */
    Projection everything() {
        return new Projection(attributes.stream().map(Attribute::name).collect(Collectors.toSet()), true);
    }

    /** The attribute names, including the geometry's, for messages. */
    public String attributeNames() {
        Stream<String> names = attributes.stream().map(Attribute::name);
        return Stream.concat(geometry == GeometryKind.NONE ? Stream.empty() : Stream.of(GEOMETRY), names)
                .collect(Collectors.joining(", "));
    }

    /**
     * The layer inside its tiles.
     *
     * @throws IllegalStateException if no tiles hold it
     */
    public TileLayer layer() {
        return tileSource().layer();
    }

    /** The tile set for original positions; throws as {@link #layer()} does. */
    public TileSet tileSet() {
        return tileSource().tileSet();
    }

    /** The tile set to request: only coverage tiles exist for both positions. Throws as {@link #layer()} does. */
    public TileSet tileSet(Positions positions) {
        return tileSet().at(positions);
    }

    /** The tiles that hold it. Throws as {@link #layer()} does. */
    public TileSource tileSource() {
        return tiles.orElseThrow(() -> new IllegalStateException("no tiles hold " + name));
    }
}
