package com.penguinmails.localstack.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadedClassesTest {

    @Test
    void namesAreReadFromAHierarchyAndThoseNoLibraryHoldsAreLeftOut() {
        assertThat(LoadedClasses.parse("""
                                4711:
                                java.lang.Object/null
                                |--org.example.Thing/0x00007f12a4001230
                                |  |--org.example.Thing$Inner/0x00007f12a4001230 (intf)
                                |  |--org.example.Thing$$Lambda/0x00007f12a4001230+0x00000a
                                |--org.example.Proxy$$SpringCGLIB$$0/0x00007f12a4001230
                                |--com.penguinmails.user.UserApplication/0x00007f12a4001230
                                """))
                .containsExactlyInAnyOrder("java/lang/Object", "org/example/Thing", "org/example/Thing$Inner");
    }

    @Test
    void applicationsWithLittleInCommonWithTheRestAreLeftOut() {
        Map<String, AppLayout> apps = new LinkedHashMap<>();
        apps.put("a", app(0, 40));
        apps.put("b", app(0, 45));
        apps.put("stranger", app(30, 90));
        apps.put("c", app(0, 50));
        assertThat(SimilarApps.among(apps)).containsOnlyKeys("a", "b", "c");
        assertThat(SimilarApps.inCommon(SimilarApps.among(apps).values())).hasSize(40);
    }

    private static AppLayout app(int from, int to) {
        List<Path> libraries = IntStream.range(from, to)
                .mapToObj(number -> Path.of("/lib/" + number + ".jar"))
                .toList();
        return new AppLayout(Path.of("/app.jar"), "Main", libraries, Set.of());
    }
}
