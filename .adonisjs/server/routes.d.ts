import '@adonisjs/core/types/http'

type ParamValue = string | number | bigint | boolean

export type ScannedRoutes = {
  ALL: {
    'panel.sessions.create': { paramsTuple?: []; params?: {} }
    'panel.sessions.store': { paramsTuple?: []; params?: {} }
    'panel.sessions.destroy': { paramsTuple?: []; params?: {} }
    'panel.auctions.index': { paramsTuple?: []; params?: {} }
    'panel.auctions.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.bid_voids.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.bid_voids.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.extensions.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.extensions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.cancellations.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.cancellations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.users.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.suspensions.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.suspensions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.reinstatements.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.reinstatements.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.audit_log.index': { paramsTuple?: []; params?: {} }
    'home.index': { paramsTuple?: []; params?: {} }
    'docs.index': { paramsTuple?: []; params?: {} }
    'health.live': { paramsTuple?: []; params?: {} }
    'health.ready': { paramsTuple?: []; params?: {} }
    'event_stream': { paramsTuple?: []; params?: {} }
    'subscribe': { paramsTuple?: []; params?: {} }
    'unsubscribe': { paramsTuple?: []; params?: {} }
    'api.registrations.store': { paramsTuple?: []; params?: {} }
    'api.tokens.store': { paramsTuple?: []; params?: {} }
    'api.tokens.destroy': { paramsTuple?: []; params?: {} }
    'api.profiles.show': { paramsTuple?: []; params?: {} }
    'api.passwords.update': { paramsTuple?: []; params?: {} }
    'api.auctions.index': { paramsTuple?: []; params?: {} }
    'api.auctions.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.histories.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.events.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.live.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.buy_nows.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.seller.auctions.store': { paramsTuple?: []; params?: {} }
    'api.seller.cancellations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.bids.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.bid_voids.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.cancellations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.extensions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.suspensions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.suspensions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
  GET: {
    'panel.sessions.create': { paramsTuple?: []; params?: {} }
    'panel.auctions.index': { paramsTuple?: []; params?: {} }
    'panel.auctions.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.bid_voids.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.extensions.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.cancellations.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.users.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.suspensions.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.reinstatements.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.audit_log.index': { paramsTuple?: []; params?: {} }
    'home.index': { paramsTuple?: []; params?: {} }
    'docs.index': { paramsTuple?: []; params?: {} }
    'health.live': { paramsTuple?: []; params?: {} }
    'health.ready': { paramsTuple?: []; params?: {} }
    'event_stream': { paramsTuple?: []; params?: {} }
    'api.profiles.show': { paramsTuple?: []; params?: {} }
    'api.auctions.index': { paramsTuple?: []; params?: {} }
    'api.auctions.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.histories.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.events.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.live.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.bids.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
  HEAD: {
    'panel.sessions.create': { paramsTuple?: []; params?: {} }
    'panel.auctions.index': { paramsTuple?: []; params?: {} }
    'panel.auctions.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.bid_voids.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.extensions.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.cancellations.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.users.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.suspensions.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.reinstatements.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.audit_log.index': { paramsTuple?: []; params?: {} }
    'home.index': { paramsTuple?: []; params?: {} }
    'docs.index': { paramsTuple?: []; params?: {} }
    'health.live': { paramsTuple?: []; params?: {} }
    'health.ready': { paramsTuple?: []; params?: {} }
    'event_stream': { paramsTuple?: []; params?: {} }
    'api.profiles.show': { paramsTuple?: []; params?: {} }
    'api.auctions.index': { paramsTuple?: []; params?: {} }
    'api.auctions.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.histories.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.events.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.bids.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
  POST: {
    'panel.sessions.store': { paramsTuple?: []; params?: {} }
    'panel.sessions.destroy': { paramsTuple?: []; params?: {} }
    'panel.bid_voids.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.extensions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.cancellations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.suspensions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'panel.reinstatements.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'subscribe': { paramsTuple?: []; params?: {} }
    'unsubscribe': { paramsTuple?: []; params?: {} }
    'api.registrations.store': { paramsTuple?: []; params?: {} }
    'api.tokens.store': { paramsTuple?: []; params?: {} }
    'api.buy_nows.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.seller.auctions.store': { paramsTuple?: []; params?: {} }
    'api.seller.cancellations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.bid_voids.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.cancellations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.extensions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.suspensions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
  DELETE: {
    'api.tokens.destroy': { paramsTuple?: []; params?: {} }
    'api.admin.suspensions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
  PUT: {
    'api.passwords.update': { paramsTuple?: []; params?: {} }
  }
}
declare module '@adonisjs/core/types/http' {
  export interface RoutesList extends ScannedRoutes {}
}