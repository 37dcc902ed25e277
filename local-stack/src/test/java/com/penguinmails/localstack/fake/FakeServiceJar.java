package com.penguinmails.localstack.fake;

import com.penguinmails.localstack.service.ServiceCatalog;
import com.penguinmails.localstack.service.ServiceDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** Packs {@link FakeServiceMain} the way Spring Boot packs a service. */
public final class FakeServiceJar {

    private static final String MAIN = FakeServiceMain.class.getName();

    private FakeServiceJar() {}

    /** Four services that all run from one fake jar. */
    public static ServiceCatalog catalog(Path folder) throws IOException {
        Path jar = write(folder.resolve("fake-exec.jar"));
        return new ServiceCatalog(List.of(
                new ServiceDefinition("user", Optional.of("users"), 32, jar, false),
                new ServiceDefinition("email-processor", Optional.of("email"), 32, jar, false),
                new ServiceDefinition("worker", Optional.empty(), 32, jar, true),
                new ServiceDefinition("gateway", Optional.empty(), 32, jar, true)));
    }

    /** An executable jar with one library in it. */
    public static Path write(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, "org.springframework.boot.loader.launch.JarLauncher");
        attributes.putValue("Start-Class", MAIN);
        attributes.putValue("Spring-Boot-Version", "4");
        attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, "fake-1");
        String main = MAIN.replace('.', '/') + ".class";
        Map<String, byte[]> entries = new TreeMap<>(Map.of(
                "BOOT-INF/classes/",
                new byte[0],
                "BOOT-INF/classes/" + main,
                classFile(main),
                "BOOT-INF/classpath.idx",
                "- \"BOOT-INF/lib/fake-library.jar\"\n- \"BOOT-INF/lib/spring-boot-jarmode-tools-4.jar\"\n"
                        .getBytes(StandardCharsets.UTF_8),
                "BOOT-INF/lib/fake-library.jar",
                library(),
                "BOOT-INF/lib/spring-boot-jarmode-tools-4.jar",
                library()));
        Files.createDirectories(jar.getParent());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                put(out, entry.getKey(), entry.getValue());
            }
        }
        return jar;
    }

    private static byte[] library() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream out = new JarOutputStream(bytes)) {
            put(out, "fake-library.txt", "here".getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] classFile(String name) throws IOException {
        try (InputStream in = FakeServiceJar.class.getResourceAsStream("/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        if (name.endsWith(".jar")) {
            // Nested jars are stored, never compressed.
            CRC32 checksum = new CRC32();
            checksum.update(content);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(checksum.getValue());
        }
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}
