/**
 * The platform's main job on real input: two tenants, a messy file each, two campaigns at once, and a table in which every figure of
 * the platform stands beside the mail world's own count.
 */
@NullMarked
package com.penguinmails.localstack.demo;

import org.jspecify.annotations.NullMarked;
