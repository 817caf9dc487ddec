package io.github.gtmapillary.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What this package logs while a test runs. */
final class LogLines implements AutoCloseable {

    private final Logger logger = Logger.getLogger("io.github.gtmapillary.http");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            records.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    LogLines() {
        logger.setLevel(Level.FINE);
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    /** The lines of one level, as people see them. */
    List<String> at(Level level) {
        SimpleFormatter formatter = new SimpleFormatter();
        return records.stream()
                .filter(line -> line.getLevel().equals(level))
                .map(formatter::formatMessage)
                .toList();
    }

    List<String> warnings() {
        return at(Level.WARNING);
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }
}
