package io.github.gtmapillary.sandbox.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The creators and organizations of a world.
 *
 * @param organizations at least one
 * @param creators at least one
 */
record People(List<SandboxOrganization> organizations, List<SandboxCreator> creators) {

    private static final long LIMIT = 20_000_000_000_000_000L;

    private static final List<String> USERNAMES = List.of(
            "anna_l",
            "Bertil55",
            "cykelkartan",
            "diego.mapper",
            "elin-k",
            "fjordwalker",
            "gatufoto",
            "IngaS",
            "josé_pty",
            "kartograf",
            "Lagoon360",
            "mapper_042");

    People {
        organizations = List.copyOf(organizations);
        creators = List.copyOf(creators);
    }

    static People of(IdSource ids) {
        List<SandboxOrganization> organizations = new ArrayList<>();
        add(organizations, ids, "malmo-gatukontor", "Malmö gatukontor", "Streets and parks of Malmö.");
        add(organizations, ids, "ciudad-de-panama", "Alcaldía de Panamá", "Street survey of Panama City.");
        add(organizations, ids, "northern-roads", "Northern Roads AS", "Road inspection in the far north.");
        add(organizations, ids, "island-survey", "Island Survey", "Coast roads of Fiji.");
        add(organizations, ids, "open-streets", "Open Streets", "Volunteers on foot and by bicycle.");
        add(organizations, ids, "sign-watch", "Sign Watch", "");
        List<SandboxCreator> creators = new ArrayList<>();
        USERNAMES.forEach(username -> creators.add(new SandboxCreator(ids.next(LIMIT), username)));
        return new People(organizations, creators);
    }

    SandboxOrganization organization(SplittableRandom random) {
        return organizations.get(random.nextInt(organizations.size()));
    }

    SandboxCreator creator(SplittableRandom random) {
        return creators.get(random.nextInt(creators.size()));
    }

    private static void add(
            List<SandboxOrganization> organizations, IdSource ids, String slug, String name, String description) {
        organizations.add(new SandboxOrganization(ids.next(LIMIT), slug, name, description));
    }
}
