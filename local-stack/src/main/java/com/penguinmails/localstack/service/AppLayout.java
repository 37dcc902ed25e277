package com.penguinmails.localstack.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * An application laid out flat.
 *
 * @param jar its own classes; its manifest names the rest
 * @param libraries in class path order
 * @param resources names of what is in the jar and is no class
 */
record AppLayout(Path jar, String mainClass, List<Path> libraries, Set<String> resources) {

    private static final String OWN_MODULE = "-SNAPSHOT.jar";

    AppLayout {
        libraries = List.copyOf(libraries);
        resources = Set.copyOf(resources);
    }

    static AppLayout of(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes manifest = file.getManifest().getMainAttributes();
            String classPath = manifest.getValue(Attributes.Name.CLASS_PATH);
            List<Path> libraries = Stream.of((classPath == null ? "" : classPath).split(" ", -1))
                    .filter(entry -> !entry.isEmpty())
                    .map(entry -> jar.resolveSibling(entry).normalize())
                    .toList();
            return new AppLayout(jar, manifest.getValue(Attributes.Name.MAIN_CLASS), libraries, resources(file));
        }
    }

    /** What follows the JVM's switches on the command line. */
    List<String> options() {
        return List.of("-jar", jar.toString());
    }

    /** The libraries that a new build of the project does not change. */
    List<Path> foreignLibraries() {
        return libraries.stream()
                .filter(library -> !library.toString().endsWith(OWN_MODULE))
                .toList();
    }

    /** Names of the files in a jar that are no classes, those that every jar has left out. */
    static Set<String> resources(JarFile jar) {
        return jar.stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .filter(name -> !name.endsWith(".class") && !name.startsWith("META-INF/"))
                .collect(Collectors.toSet());
    }
}
