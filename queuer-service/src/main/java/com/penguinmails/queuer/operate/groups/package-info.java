/**
 * Pauses, resumes and cancels a group of jobs on behalf of its tenant.
 * The same stops as its owner sets, see JobGroups.
 */
@NullMarked
package com.penguinmails.queuer.operate.groups;

import org.jspecify.annotations.NullMarked;
