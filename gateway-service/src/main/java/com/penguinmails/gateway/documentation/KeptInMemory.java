package com.penguinmails.gateway.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.web.reactive.resource.PathResourceResolver;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Reads each file once and keeps it. A file in an archive cannot be read without blocking, and a reader who goes away in the middle closes
 * the archive's inflater under the thread that is reading: both are no way to treat an event loop.
 */
final class KeptInMemory extends PathResourceResolver {

    private final Map<URI, Resource> kept = new ConcurrentHashMap<>();

    @Override
    protected Mono<Resource> getResource(String path, Resource location) {
        return super.getResource(path, location)
                .publishOn(Schedulers.boundedElastic())
                .map(this::keep);
    }

    private Resource keep(Resource found) {
        try {
            return kept.computeIfAbsent(found.getURI(), uri -> new Kept(found));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The name tells the media type, the time is for conditional requests. */
    private static final class Kept extends ByteArrayResource {

        private final String name;
        private final long modified;

        Kept(Resource file) {
            super(contentOf(file));
            this.name = String.valueOf(file.getFilename());
            this.modified = modifiedAt(file);
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public long lastModified() {
            return modified;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        private static byte[] contentOf(Resource file) {
            try {
                return file.getContentAsByteArray();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private static long modifiedAt(Resource file) {
            try {
                return file.lastModified();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
