import router from '@adonisjs/core/services/router'
import { middleware } from '#start/kernel'

const Health = () => import('#controllers/site/health_controller')
const Home = () => import('#controllers/site/home_controller')
const Docs = () => import('#controllers/site/docs_controller')

router.get('/', [Home, 'index']).use(middleware.pageHeaders())
router.get('docs', [Docs, 'index']).use(middleware.pageHeaders())

router.get('health/live', [Health, 'live'])
router.get('health/ready', [Health, 'ready'])

/** What Vite built; the static middleware answers, or nothing is there. */
router.get('assets/*', ({ response }) => response.notFound()).use(middleware.static())
