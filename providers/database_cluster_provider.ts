import type { ApplicationService } from '@adonisjs/core/types'
import type { Cluster } from '#database/embedded/cluster'

/**
 * Lends the app the embedded PostgreSQL when `config/app.ts` says so (no DATABASE_URL is
 * set): a cluster that runs already is used, else it is started for as long as this app runs.
 *
 * It must be the first provider: Lucid reads the connection string after its boot, and providers
 * shut down in reverse order, so that the cluster goes after everything that uses it.
 */
export default class DatabaseClusterProvider {
  #cluster?: Cluster

  constructor(protected app: ApplicationService) {}

  async boot() {
    // Code generation boots the providers to look at them; it needs no database, and ends without
    // shutting anything down.
    if (this.app.getMode() !== 'run' || !this.app.config.get<boolean>('app.embeddedDatabase'))
      return

    const { openCluster } = await import('#database/embedded/cluster')
    this.#cluster = await openCluster({ dataDir: this.app.config.get<string>('app.dataDir') })
    this.app.config.set('database.connections.pg.connection.connectionString', this.#cluster.url)
  }

  async shutdown() {
    await this.#cluster?.release()
  }
}
