package io.gatehouse.admin.imports;

import io.gatehouse.access.AccessService;
import io.gatehouse.admin.AdminTrail;
import io.gatehouse.database.ChangeFeed;
import io.gatehouse.shared.GatehouseProperties;
import io.gatehouse.transfer.Imports;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires imports of the console. */
@Configuration(proxyBeanMethods = false)
class ImportsConfiguration {

    @Bean
    JdbcImportJobs importJobRows(DataSource dataSource) {
        return new JdbcImportJobs(dataSource);
    }

    @Bean
    ImportJobs.Desk importDesk(
            Imports imports, JdbcImportJobs jobs, AdminTrail trail, Surroundings surroundings, ChangeFeed changes) {
        ImportFolder folder = new ImportFolder(surroundings.server().data());
        ImportRunner runner = new ImportRunner(imports, jobs, folder, trail, surroundings.clock());
        changes.subscribe("import_job", key -> runner.importIfHere());
        return new ImportJobs.Desk(folder, runner, surroundings.properties());
    }

    /** What the server tells about itself. */
    record Surroundings(GatehouseProperties server, ImportProperties properties, Clock clock) {}

    @Bean
    Surroundings importSurroundings(GatehouseProperties server, ImportProperties properties, Clock clock) {
        return new Surroundings(server, properties, clock);
    }

    @Bean
    ImportJobs importJobs(
            JdbcImportJobs jobs, ImportJobs.Desk desk, AccessService access, AdminTrail trail, Clock clock) {
        return new ImportJobs(jobs, desk, access, trail, clock);
    }

    @Bean
    ImportKeeper importKeeper(JdbcImportJobs jobs, ObjectProvider<ImportJobs.Desk> desks, Clock clock) {
        return new ImportKeeper(jobs, desks, clock);
    }
}
