package io.github.gtmapillary.cli;

/** Receives the progress of a read. */
interface Progress {

    Progress NONE = new Progress() {
        @Override
        public void features(long count) {}

        @Override
        public void end() {}
    };

    /** Called after every feature with the number of features so far. */
    void features(long count);

    /** Called once, after the last feature or a failure. */
    void end();
}
