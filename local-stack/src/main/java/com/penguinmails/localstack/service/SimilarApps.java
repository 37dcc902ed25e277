package com.penguinmails.localstack.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the applications that have many libraries in common. */
final class SimilarApps {

    /** An application is left out when the others then share so many libraries more. */
    private static final int WORTH_LEAVING_OUT = 15;

    private SimilarApps() {}

    /** All of {@code apps} but those that have little in common with the rest. */
    static Map<String, AppLayout> among(Map<String, AppLayout> apps) {
        Map<String, AppLayout> similar = new TreeMap<>(apps);
        while (similar.size() > 2) {
            int shared = inCommon(similar.values()).size();
            String strangest = "";
            int most = shared + WORTH_LEAVING_OUT;
            for (String candidate : similar.keySet()) {
                Map<String, AppLayout> without = new TreeMap<>(similar);
                without.remove(candidate);
                int sharedWithout = inCommon(without.values()).size();
                if (sharedWithout > most) {
                    strangest = candidate;
                    most = sharedWithout;
                }
            }
            if (strangest.isEmpty()) {
                return similar;
            }
            similar.remove(strangest);
        }
        return similar;
    }

    /** The foreign libraries that all have, in the order of the first. */
    static List<Path> inCommon(Collection<AppLayout> apps) {
        List<Path> shared = new ArrayList<>();
        boolean first = true;
        for (AppLayout app : apps) {
            if (first) {
                shared.addAll(app.foreignLibraries());
                first = false;
            } else {
                shared.retainAll(app.foreignLibraries());
            }
        }
        return shared;
    }
}
