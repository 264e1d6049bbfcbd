package org.countersign.platform;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the installation is: alive as long as it answers, ready when it has started and its database answers. */
@RestController
class Health {

    static final String ANSWERS = """
            select 1
            """;

    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final JdbcClient jdbc;
    private final ApplicationAvailability availability;

    Health(JdbcClient jdbc, ApplicationAvailability availability) {
        this.jdbc = jdbc;
        this.availability = availability;
    }

    @GetMapping("/health/live")
    Map<String, String> live() {
        return Map.of("status", "up");
    }

    @GetMapping("/health/ready")
    ResponseEntity<Map<String, String>> ready() {
        if (availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC && databaseAnswers()) {
            return ResponseEntity.ok(Map.of("status", "up"));
        }
        return ResponseEntity.status(503).header("Retry-After", "2").body(Map.of("status", "not ready"));
    }

    private boolean databaseAnswers() {
        try {
            return jdbc.sql(ANSWERS).query(Integer.class).single() == 1;
        } catch (DataAccessException e) {
            LOG.warn("the database does not answer: {}", e.getMessage());
            return false;
        }
    }
}
