import type { Operation } from '#openapi/operation'
import { pageValidator } from '#validators/auctions'
import { consignorChangeValidator, consignorValidator } from '#validators/consignors'

/** Those for whom the house sells. */
export const CONSIGNORS_OPERATIONS: readonly Operation[] = [
  {
    id: 'listConsignors',
    method: 'GET',
    path: '/admin/consignors',
    access: 'consignors.manage',
    summary: 'Those for whom the house sells, the oldest first',
    query: pageValidator,
    success: { status: 200, schema: 'Consignor', isPage: true },
    problems: ['invalid_cursor'],
  },
  {
    id: 'addConsignor',
    method: 'POST',
    path: '/admin/consignors',
    access: 'consignors.manage',
    summary: 'Add a consignor',
    body: consignorValidator,
    success: { status: 201, schema: 'Consignor' },
    problems: [],
  },
  {
    id: 'showConsignor',
    method: 'GET',
    path: '/admin/consignors/:id',
    access: 'consignors.manage',
    summary: 'One consignor',
    success: { status: 200, schema: 'Consignor' },
    problems: ['consignor_not_found'],
  },
  {
    id: 'changeConsignor',
    method: 'PATCH',
    path: '/admin/consignors/:id',
    access: 'consignors.manage',
    summary: 'Change what is given of a consignor',
    body: consignorChangeValidator,
    success: { status: 200, schema: 'Consignor' },
    problems: ['consignor_not_found'],
  },
]
