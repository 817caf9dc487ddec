package io.github.gtmapillary.geoserver.plugin;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names in a class file, its own and others', as chapter 4 of the Java Virtual Machine Specification defines them. Annotations do not
 * count: a virtual machine ignores their classes if these are missing.
 *
 * @param name internal, with slashes
 * @param majorVersion 61 is Java 17
 * @param superTypes internal names of the class extended and the interfaces implemented
 * @param declared the fields and methods that it has, as name and descriptor
 * @param classes internal names of the classes that its code names
 * @param members the fields and methods that its code names
 */
record ClassFile(
        String name,
        int majorVersion,
        Set<String> superTypes,
        Set<String> declared,
        Set<String> classes,
        Set<MemberReference> members) {

    /**
     * A field or method, as code names it.
     *
     * @param owner internal name of the class that it is looked up in
     * @param descriptor such as {@code (I)Ljava/lang/String;}
     */
    record MemberReference(String owner, String name, String descriptor) {
        boolean isMethod() {
            return descriptor.startsWith("(");
        }

        String signature() {
            return name + descriptor;
        }
    }

    private static final int MAGIC = 0xCAFEBABE;

    static ClassFile read(InputStream content) throws IOException {
        return new Reader(new DataInputStream(content)).read();
    }

    private static final class Reader {
        private final DataInputStream in;
        private @Nullable Object[] constants = {};

        Reader(DataInputStream in) {
            this.in = in;
        }

        /** Two numbers: indexes of other constants. */
        private record Pair(int tag, int first, int second) {}

        ClassFile read() throws IOException {
            if (in.readInt() != MAGIC) {
                throw new IOException("not a class file");
            }
            in.readUnsignedShort();
            int major = in.readUnsignedShort();
            readConstants();
            in.readUnsignedShort();
            String name = className(in.readUnsignedShort());
            Set<String> superTypes = new LinkedHashSet<>();
            int superClass = in.readUnsignedShort();
            if (superClass != 0) {
                superTypes.add(className(superClass));
            }
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                superTypes.add(className(in.readUnsignedShort()));
            }
            Set<String> declared = new HashSet<>();
            readMembers(declared);
            readMembers(declared);
            return new ClassFile(name, major, superTypes, declared, referredClasses(), referredMembers());
        }

        private void readConstants() throws IOException {
            constants = new Object[in.readUnsignedShort()];
            for (int i = 1; i < constants.length; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> constants[i] = in.readUTF();
                    case 3, 4 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        // such a constant takes two places
                        i++;
                    }
                    case 7, 8, 16, 19, 20 -> constants[i] = new Pair(tag, in.readUnsignedShort(), 0);
                    case 9, 10, 11, 12, 17, 18 ->
                        constants[i] = new Pair(tag, in.readUnsignedShort(), in.readUnsignedShort());
                    case 15 -> in.skipNBytes(3);
                    default -> throw new IOException("unknown constant " + tag);
                }
            }
        }

        private void readMembers(Set<String> declared) throws IOException {
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                in.readUnsignedShort();
                declared.add(text(in.readUnsignedShort()) + text(in.readUnsignedShort()));
                for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                    in.readUnsignedShort();
                    in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
                }
            }
        }

        private Set<String> referredClasses() {
            Set<String> names = new LinkedHashSet<>();
            for (Object constant : constants) {
                if (constant instanceof Pair pair && pair.tag == 7) {
                    String element = text(pair.first).replaceFirst("^\\[+", "");
                    if (!text(pair.first).startsWith("[")) {
                        names.add(element);
                    } else if (element.startsWith("L")) {
                        names.add(element.substring(1, element.length() - 1));
                    }
                }
            }
            return names;
        }

        private Set<MemberReference> referredMembers() {
            Set<MemberReference> members = new LinkedHashSet<>();
            for (Object constant : constants) {
                if (constant instanceof Pair pair
                        && pair.tag >= 9
                        && pair.tag <= 11
                        && constants[pair.second] instanceof Pair nameAndType) {
                    members.add(new MemberReference(
                            className(pair.first), text(nameAndType.first), text(nameAndType.second)));
                }
            }
            return members;
        }

        private String className(int index) {
            return constants[index] instanceof Pair pair ? text(pair.first) : "";
        }

        private String text(int index) {
            return String.valueOf(constants[index]);
        }
    }
}
