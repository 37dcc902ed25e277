/**
 * The ten services as processes: which they are, what they are told through their environment, how they are unpacked, started and
 * watched. They run from the very jars that production runs.
 */
@NullMarked
package com.penguinmails.localstack.service;

import org.jspecify.annotations.NullMarked;
