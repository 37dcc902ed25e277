package com.penguinmails.campaign.lifecycle;

import com.penguinmails.contracts.email.ContentSnapshots.ContentSnapshot;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the pre-flight checks found.
 *
 * @param material null while something is missing that a launch is made of
 */
record Inspection(List<Missing> missing, @Nullable Material material) {

    /**
     * What would be frozen.
     *
     * @param version of the campaign that was inspected
     * @param fields merge fields that the content uses
     */
    record Material(long version, UUID listId, ContentSnapshot content, Set<String> fields) {}
}
