/**
 * A process that uses the cluster of the folder it is given: `node cluster_user.ts DATA_DIR`.
 * It prints one line of JSON, `{startedHere, url}`, and releases the cluster when stdin ends.
 */
import { once } from 'node:events'
import { openCluster } from '../../database/embedded/cluster.ts'

const { release, startedHere, url } = await openCluster({ dataDir: process.argv[2] ?? '' })
process.stdout.write(`${JSON.stringify({ startedHere, url })}\n`)
process.stdin.resume()
await once(process.stdin, 'end')
await release()
