package io.github.gtmapillary.geoserver.plugin;

import io.github.gtmapillary.geoserver.plugin.ClassFile.MemberReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All classes that the plugin meets: its own, then those of GeoTools, JTS and Java. */
final class ClassSpace {
    private final Map<String, ClassFile> plugin;
    private final ClassLoader others;
    private final Map<String, Optional<ClassFile>> known = new HashMap<>();

    ClassSpace(Map<String, ClassFile> plugin, ClassLoader others) {
        this.plugin = plugin;
        this.others = others;
    }

    boolean has(String name) {
        return find(name).isPresent();
    }

    /** The class that a field or method is declared in, looked for as a virtual machine does. */
    Optional<ClassFile> declaring(MemberReference member) {
        return declaring(member.owner(), member.signature());
    }

    private Optional<ClassFile> declaring(String owner, String signature) {
        Optional<ClassFile> start = find(owner);
        if (start.isEmpty() || start.get().declared().contains(signature)) {
            return start;
        }
        for (String superType : start.get().superTypes()) {
            Optional<ClassFile> found = declaring(superType, signature);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<ClassFile> find(String name) {
        ClassFile own = plugin.get(name);
        return own != null ? Optional.of(own) : known.computeIfAbsent(name, this::read);
    }

    private Optional<ClassFile> read(String name) {
        try (InputStream content = others.getResourceAsStream(name + ".class")) {
            return content == null ? Optional.empty() : Optional.of(ClassFile.read(content));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
