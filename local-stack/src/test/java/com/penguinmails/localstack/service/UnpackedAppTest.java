package com.penguinmails.localstack.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.penguinmails.localstack.fake.FakeServiceJar;
import com.penguinmails.localstack.fake.FakeServiceMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedAppTest {

    @TempDir
    Path folder;

    @Test
    void theApplicationIsLaidOutFlatWithItsLibrariesBesideIt() throws Exception {
        Path jar = FakeServiceJar.write(folder.resolve("fake-exec.jar"));
        Path app = new UnpackedApp(folder.resolve("app")).unpack("user", jar).jar();

        try (JarFile unpacked = new JarFile(app.toFile())) {
            Attributes manifest = unpacked.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Main-Class")).isEqualTo(FakeServiceMain.class.getName());
            assertThat(manifest.getValue("Implementation-Version")).isEqualTo("fake-1");
            assertThat(manifest.getValue("Spring-Boot-Version")).isNull();
            assertThat(unpacked.getEntry(FakeServiceMain.class.getName().replace('.', '/') + ".class"))
                    .isNotNull();
            String library = manifest.getValue("Class-Path");
            assertThat(library).matches("\\.\\./lib/[0-9a-f]{8}-fake-library\\.jar");
            assertThat(app.resolveSibling(library)).exists();
        }
    }

    @Test
    void servicesShareTheirLibraries() throws Exception {
        Path jar = FakeServiceJar.write(folder.resolve("fake-exec.jar"));
        UnpackedApp apps = new UnpackedApp(folder.resolve("app"));
        apps.unpack("user", jar);
        apps.unpack("tenant", jar);
        try (Stream<Path> libraries = Files.list(folder.resolve("app/lib"))) {
            assertThat(libraries).hasSize(1);
        }
    }

    @Test
    void theSameJarIsUnpackedOnceAndANewOneAgain() throws Exception {
        Path jar = FakeServiceJar.write(folder.resolve("fake-exec.jar"));
        UnpackedApp apps = new UnpackedApp(folder.resolve("app"));
        Path app = apps.unpack("user", jar).jar();
        FileTime mark = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(app, mark);

        apps.unpack("user", jar);
        assertThat(Files.getLastModifiedTime(app)).isEqualTo(mark);

        Files.setLastModifiedTime(jar, FileTime.fromMillis(2_000_000));
        apps.unpack("user", jar);
        assertThat(Files.getLastModifiedTime(app)).isNotEqualTo(mark);
    }

    @Test
    void aJarThatIsNoSpringBootJarIsRefusedAndTheOldOneIsNotTrustedAnyMore() throws Exception {
        Path jar = FakeServiceJar.write(folder.resolve("fake-exec.jar"));
        UnpackedApp apps = new UnpackedApp(folder.resolve("app"));
        apps.unpack("user", jar);
        Path plain = folder.resolve("plain.jar");
        new ZipOutputStream(Files.newOutputStream(plain)).close();
        assertThatThrownBy(() -> apps.unpack("user", plain))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("plain.jar is no Spring Boot jar");
        assertThat(folder.resolve("app/user/unpacked-from")).doesNotExist();
    }
}
