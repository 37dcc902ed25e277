package com.penguinmails.localstack.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * A Spring Boot jar laid out flat: the application's own classes in one plain jar whose manifest names the libraries beside it. It
 * starts in about four fifths of the time of the nested jar. The outcome is that of Boot's own {@code -Djarmode=tools extract}; it is
 * done here because ten JVMs started for it would cost the first {@code make up} some fifteen seconds, and because ten services
 * share most of their libraries, which are kept once.
 */
final class UnpackedApp {

    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final String LIBRARY_ORDER = "BOOT-INF/classpath.idx";
    /** Boot's own tooling, which its extraction leaves out too. */
    private static final String TOOLING = "spring-boot-jarmode-tools";

    private static final Attributes.Name START_CLASS = new Attributes.Name("Start-Class");

    private final Path folder;

    /**
     * Names the folder that unpacked applications share.
     *
     * @param folder {@code <folder>/<service>/<service>.jar} and {@code <folder>/lib/*.jar}
     */
    UnpackedApp(Path folder) {
        this.folder = folder;
    }

    /**
     * Unpacks {@code jar} unless that was done for this very file before.
     *
     * @return the application, ready to run
     * @throws IOException if it cannot be read, is no Spring Boot jar, or the disk is full
     */
    AppLayout unpack(String service, Path jar) throws IOException {
        Path home = Files.createDirectories(folder.resolve(service));
        Path stampFile = home.resolve("unpacked-from");
        Path app = home.resolve(service + ".jar");
        String stamp = jar.toAbsolutePath() + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar);
        if (Files.exists(app)
                && Files.exists(stampFile)
                && Files.readString(stampFile).equals(stamp)) {
            return AppLayout.of(app);
        }
        Files.deleteIfExists(stampFile);
        try (JarFile source = new JarFile(jar.toFile())) {
            List<String> classPath = unpackLibraries(source);
            Path draft = home.resolve(service + ".jar.draft");
            writeApplication(source, classPath, draft);
            Files.move(draft, app, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(stampFile, stamp);
        return AppLayout.of(app);
    }

    private List<String> unpackLibraries(JarFile source) throws IOException {
        Path shared = Files.createDirectories(folder.resolve("lib"));
        List<String> classPath = new ArrayList<>();
        for (String entryName : libraryOrder(source)) {
            ZipEntry entry = source.getEntry(entryName);
            if (entry == null) {
                throw new IOException(source.getName() + " lists " + entryName + " but does not hold it");
            }
            String file = entryName.substring(LIBRARIES.length());
            if (file.startsWith(TOOLING)) {
                continue;
            }
            // Two services may bring different builds of one version of our own modules, hence the checksum.
            String name = "%08x-%s".formatted(entry.getCrc(), file);
            Path target = shared.resolve(name);
            if (!Files.exists(target) || Files.size(target) != entry.getSize()) {
                Path draft = Files.createTempFile(shared, file, ".draft");
                try (InputStream in = source.getInputStream(entry)) {
                    Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
                }
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            classPath.add("../lib/" + name);
        }
        return classPath;
    }

    /** Lines of the form {@code - "BOOT-INF/lib/x.jar"}. */
    private static List<String> libraryOrder(JarFile source) throws IOException {
        ZipEntry index = source.getEntry(LIBRARY_ORDER);
        if (index == null) {
            throw new IOException(source.getName() + " is no Spring Boot jar: it has no " + LIBRARY_ORDER);
        }
        try (InputStream in = source.getInputStream(index)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("- \""))
                    .map(line -> line.substring(3, line.lastIndexOf('"')))
                    .toList();
        }
    }

    private static void writeApplication(JarFile source, List<String> classPath, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(out, manifest(source, classPath))) {
            Enumeration<JarEntry> entries = source.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                if (!entry.getName().startsWith(CLASSES) || entry.getName().equals(CLASSES)) {
                    continue;
                }
                // Folders are kept: Spring's package scan looks for them.
                ZipEntry copy = new ZipEntry(entry.getName().substring(CLASSES.length()));
                copy.setTime(entry.getTime());
                jar.putNextEntry(copy);
                if (!entry.isDirectory()) {
                    try (InputStream in = source.getInputStream(entry)) {
                        in.transferTo(jar);
                    }
                }
                jar.closeEntry();
            }
        }
    }

    private static Manifest manifest(JarFile source, List<String> classPath) throws IOException {
        Manifest manifest = new Manifest();
        source.getManifest().getMainAttributes().forEach((name, value) -> {
            if (!name.toString().startsWith("Spring-Boot-")) {
                manifest.getMainAttributes().put(name, value);
            }
        });
        Attributes attributes = manifest.getMainAttributes();
        Object start = attributes.remove(START_CLASS);
        if (start == null) {
            throw new IOException(source.getName() + " is no Spring Boot jar: its manifest has no Start-Class");
        }
        attributes.put(Attributes.Name.MAIN_CLASS, start);
        attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", classPath));
        return manifest;
    }
}
