package com.penguinmails.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/find-jdk25} against folders that look like JDKs. */
class FindJdkTest {

    private static final Path SCRIPT =
            StackConfig.findProject(Path.of("")).resolve("scripts").resolve("find-jdk25");

    @TempDir
    Path machine;

    @Test
    void javaHomeIsTakenWhenItIsA25WithACompiler() throws Exception {
        Path home = jdk("anywhere", "25.0.3");
        assertThat(find(Map.of("JAVA_HOME", home.toString()))).isEqualTo(new Answer(0, home.toString()));
    }

    @Test
    void anotherJavaHomeIsPassedOver() throws Exception {
        Path old = jdk("old", "17.0.15");
        Path right = jdk("usual/temurin-25", "25.0.1");
        assertThat(find(Map.of(
                        "JAVA_HOME",
                        old.toString(),
                        "PM_JDK_FOLDERS",
                        machine.resolve("usual").toString())))
                .isEqualTo(new Answer(0, right.toString()));
    }

    @Test
    void aRuntimeWithoutACompilerIsNotEnough() throws Exception {
        Path runtime = jdk("usual/jre-25", "25.0.1");
        Files.delete(runtime.resolve("bin/javac"));
        assertThat(find(Map.of(
                                "JAVA_HOME", runtime.toString(),
                                "PM_JDK_FOLDERS", machine.resolve("usual").toString()))
                        .status())
                .isEqualTo(1);
    }

    @Test
    void theCompilerOnThePathIsAskedForItsHome() throws Exception {
        Path home = jdk("hidden", "25");
        assertThat(find(Map.of("PATH", home.resolve("bin") + ":/usr/bin:/bin")))
                .isEqualTo(new Answer(0, home.toString()));
    }

    @Test
    void aJdkWithoutAReleaseFileIsAskedForItsVersion() throws Exception {
        Path home = jdk("hidden", "25.0.2");
        Files.delete(home.resolve("release"));
        assertThat(find(Map.of("JAVA_HOME", home.toString()))).isEqualTo(new Answer(0, home.toString()));
    }

    @Test
    void theFoldersOfSdkmanAndOfMacosAreLookedThroughUnderAHomeWithASpace() throws Exception {
        Path sdkman = jdk("my home/.sdkman/candidates/java/25.0.1-tem", "25.0.1");
        assertThat(find(Map.of("HOME", machine.resolve("my home").toString(), "PM_JDK_FOLDERS", ""))
                        .output())
                .satisfiesAnyOf(
                        home -> assertThat(home).isEqualTo(sdkman.toString()),
                        // A machine may have one in a usual place already, and those come first.
                        home -> assertThat(home).startsWith("/usr/").doesNotContain("my home"));
        Path macos = jdk("mac/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home", "25.0.1");
        assertThat(find(Map.of(
                        "PM_JDK_FOLDERS",
                        machine.resolve("mac/Library/Java/JavaVirtualMachines").toString())))
                .isEqualTo(new Answer(0, macos.toString()));
    }

    @Test
    void withoutOneItSaysWhatToInstall() throws Exception {
        Path old = jdk("usual/jdk-21", "21.0.4");
        Answer answer = find(Map.of(
                "JAVA_HOME", old.toString(),
                "PM_JDK_FOLDERS", machine.resolve("usual").toString()));
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.output())
                .contains("needs a JDK 25")
                .contains("JAVA_HOME is " + old + ", which is no JDK 25")
                .contains("sdk install java 25-tem");
    }

    @Test
    void everyScriptIsReadByAPlainShell() throws Exception {
        try (var scripts = Files.list(SCRIPT.getParent())) {
            for (Path script : scripts.toList()) {
                assertThat(Files.readString(script)).as("%s", script).startsWith("#!/bin/sh\n");
                assertThat(Files.isExecutable(script))
                        .as("%s can be run", script)
                        .isTrue();
                Process check = new ProcessBuilder("/bin/sh", "-n", script.toString()).start();
                assertThat(check.waitFor()).as("%s", script).isZero();
            }
        }
    }

    private Path jdk(String where, String version) throws IOException {
        Path home = Files.createDirectories(machine.resolve(where));
        Path bin = Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Fake\"\nJAVA_VERSION=\"" + version + "\"\n");
        String program = "#!/bin/sh\necho \"Property settings:\"\necho \"    java.home = " + home + "\"\necho \"%s "
                + version + "\"\n";
        for (String name : new String[] {"java", "javac"}) {
            Path file = bin.resolve(name);
            Files.writeString(file, program.formatted(name));
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        return home;
    }

    private record Answer(int status, String output) {}

    private Answer find(Map<String, String> given) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PATH", "/usr/bin:/bin",
                "HOME", machine.resolve("nobody").toString(),
                "PM_JDK_FOLDERS", machine.resolve("nothing").toString()));
        // Whatever java this machine has on its plain path must not answer instead.
        Path shadow = Files.createDirectories(machine.resolve("shadow"));
        for (String name : new String[] {"java", "javac"}) {
            Path file = shadow.resolve(name);
            Files.writeString(file, "#!/bin/sh\nexit 1\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        environment.put("PATH", shadow + ":/usr/bin:/bin");
        environment.putAll(given);
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", SCRIPT.toString()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), output.strip());
    }
}
