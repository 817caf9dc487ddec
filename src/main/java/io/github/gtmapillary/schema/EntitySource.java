package io.github.gtmapillary.schema;

import java.util.List;
import java.util.Optional;

/**
 * The Graph API's view of a type's features: each is an entity with an id.
 *
 * @param place the field with an entity's place, with a dot before a field of a field; empty for entities without a place
 * @param computedPlace the field with the place that image processing computed; some entities lack it
 * @param classes distinguishes the entities of the type from others; empty if ids alone do
 * @param sequence the attribute that names the sequence whose images the entities are; empty if they are no images
 * @param user the attribute that names the user whose images the API lists page by page
 * @param owners the kinds of entities that they belong to and are listed by
 * @param search the search for them by place; empty if there is none
 * @param idTiles the tiles that hold their ids
 */
public record EntitySource(
        Optional<String> place,
        Optional<String> computedPlace,
        Optional<ClassRule> classes,
        Optional<String> sequence,
        Optional<String> user,
        List<Owner> owners,
        Optional<SearchEndpoint> search,
        Optional<IdTiles> idTiles) {

    /** Entities that the API answers by id only, and that have no place. */
    static final EntitySource BY_ID = new EntitySource(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty());

    public EntitySource {
        owners = List.copyOf(owners);
    }

    /** Entities with a field for their place. */
    static EntitySource at(String place) {
        return new EntitySource(
                Optional.of(place),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same entities with a second place. */
    EntitySource orComputedAt(String field) {
        return new EntitySource(place, Optional.of(field), classes, sequence, user, owners, search, idTiles);
    }

    /** The entities among these that a rule admits. */
    EntitySource admittedBy(ClassRule rule) {
        return new EntitySource(place, computedPlace, Optional.of(rule), sequence, user, owners, search, idTiles);
    }

    /** The same entities as the images of sequences. */
    EntitySource inSequences(String attribute) {
        return new EntitySource(place, computedPlace, classes, Optional.of(attribute), user, owners, search, idTiles);
    }

    /** The same entities as the images of users. */
    EntitySource ofUsers(String attribute) {
        return new EntitySource(
                place, computedPlace, classes, sequence, Optional.of(attribute), owners, search, idTiles);
    }

    /** The same entities with owners. */
    EntitySource ownedBy(Owner... others) {
        return new EntitySource(place, computedPlace, classes, sequence, user, List.of(others), search, idTiles);
    }

    /** The same entities with a search. */
    EntitySource searchedAt(String endpoint, SearchParameter... parameters) {
        SearchEndpoint at = new SearchEndpoint(endpoint, List.of(parameters));
        return new EntitySource(place, computedPlace, classes, sequence, user, owners, Optional.of(at), idTiles);
    }

    /** The same entities with tiles that hold their ids. */
    EntitySource withIdsIn(IdTiles tiles) {
        return new EntitySource(place, computedPlace, classes, sequence, user, owners, search, Optional.of(tiles));
    }

    /**
     * The fields that may hold an entity's place. The first field that an entity has counts.
     *
     * @return empty for entities without a place
     */
    List<String> places(Positions positions) {
        Optional<String> first = positions == Positions.COMPUTED ? computedPlace : Optional.empty();
        return first.isPresent()
                ? List.of(first.get(), place.orElse(first.get()))
                : place.map(List::of).orElse(List.of());
    }
}
