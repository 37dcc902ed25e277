package com.penguinmails.email.rendering;

/**
 * What the platform adds to a mail beside the author's words.
 *
 * @param postalAddress of the sender, in the footer together with the unsubscribe link
 * @param trackOpens whether the HTML ends with a pixel
 * @param trackClicks whether web links of the HTML lead through the platform
 * @param publicUrl where the platform's own links begin; links to it are left alone
 */
public record Dressing(String postalAddress, boolean trackOpens, boolean trackClicks, String publicUrl) {}
