package com.penguinmails.campaign.lifecycle;

import java.util.List;

/** @param ready whether a launch would be accepted now */
record PreflightView(boolean ready, List<Missing> missing) {}
