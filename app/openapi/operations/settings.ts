import type { Operation } from '#openapi/operation'
import { settingValidator } from '#validators/settings'

/** What admins set of the house. */
export const SETTINGS_OPERATIONS: readonly Operation[] = [
  {
    id: 'listSettings',
    method: 'GET',
    path: '/admin/settings',
    access: 'settings.manage',
    summary: 'What holds in the house, defaults included',
    success: { status: 200, schema: 'Settings' },
    problems: [],
  },
  {
    id: 'changeSetting',
    method: 'PUT',
    path: '/admin/settings/:key',
    access: 'settings.manage',
    summary: 'Set one, for later openings and with `applyToScheduled` for auctions not begun',
    body: settingValidator,
    headers: ['If-Match'],
    success: { status: 200, schema: 'Setting' },
    problems: ['setting_not_found', 'if_match_required', 'stale'],
  },
]
