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
    'api.sellers.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.categories.index': { paramsTuple?: []; params?: {} }
    'api.seller.applications.store': { paramsTuple?: []; params?: {} }
    'api.seller.applications.show': { paramsTuple?: []; params?: {} }
    'api.seller.profiles.show': { paramsTuple?: []; params?: {} }
    'api.seller.profiles.update': { paramsTuple?: []; params?: {} }
    'api.seller.auctions.store': { paramsTuple?: []; params?: {} }
    'api.seller.cancellations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.seller.blocks.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.seller.blocks.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'alias': ParamValue} }
    'api.seller.blocks.index': { paramsTuple?: []; params?: {} }
    'api.admin.bids.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.bid_voids.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.cancellations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.extensions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.seller_applications.index': { paramsTuple?: []; params?: {} }
    'api.admin.application_decisions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.sellers.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.consignors.index': { paramsTuple?: []; params?: {} }
    'api.admin.consignors.store': { paramsTuple?: []; params?: {} }
    'api.admin.consignors.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.consignors.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.moderation_cases.index': { paramsTuple?: []; params?: {} }
    'api.admin.case_decisions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.settings.index': { paramsTuple?: []; params?: {} }
    'api.admin.settings.update': { paramsTuple: [ParamValue]; params: {'key': ParamValue} }
    'api.admin.suspensions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.suspensions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.categories.index': { paramsTuple?: []; params?: {} }
    'api.admin.categories.store': { paramsTuple?: []; params?: {} }
    'api.admin.categories.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.categories.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.category_parents.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.category_archives.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.category_archives.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.fields.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.fields.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.fields.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
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
    'api.sellers.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.categories.index': { paramsTuple?: []; params?: {} }
    'api.seller.applications.show': { paramsTuple?: []; params?: {} }
    'api.seller.profiles.show': { paramsTuple?: []; params?: {} }
    'api.seller.blocks.index': { paramsTuple?: []; params?: {} }
    'api.admin.bids.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.seller_applications.index': { paramsTuple?: []; params?: {} }
    'api.admin.sellers.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.consignors.index': { paramsTuple?: []; params?: {} }
    'api.admin.consignors.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.moderation_cases.index': { paramsTuple?: []; params?: {} }
    'api.admin.settings.index': { paramsTuple?: []; params?: {} }
    'api.admin.categories.index': { paramsTuple?: []; params?: {} }
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
    'api.sellers.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.categories.index': { paramsTuple?: []; params?: {} }
    'api.seller.applications.show': { paramsTuple?: []; params?: {} }
    'api.seller.profiles.show': { paramsTuple?: []; params?: {} }
    'api.seller.blocks.index': { paramsTuple?: []; params?: {} }
    'api.admin.bids.index': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.seller_applications.index': { paramsTuple?: []; params?: {} }
    'api.admin.sellers.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.consignors.index': { paramsTuple?: []; params?: {} }
    'api.admin.consignors.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.moderation_cases.index': { paramsTuple?: []; params?: {} }
    'api.admin.settings.index': { paramsTuple?: []; params?: {} }
    'api.admin.categories.index': { paramsTuple?: []; params?: {} }
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
    'api.seller.applications.store': { paramsTuple?: []; params?: {} }
    'api.seller.auctions.store': { paramsTuple?: []; params?: {} }
    'api.seller.cancellations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.seller.blocks.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.bid_voids.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.cancellations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.extensions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.application_decisions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.consignors.store': { paramsTuple?: []; params?: {} }
    'api.admin.case_decisions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.suspensions.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.categories.store': { paramsTuple?: []; params?: {} }
    'api.admin.fields.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
  DELETE: {
    'api.tokens.destroy': { paramsTuple?: []; params?: {} }
    'api.seller.blocks.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'alias': ParamValue} }
    'api.admin.suspensions.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.categories.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.category_archives.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.fields.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
  PUT: {
    'api.passwords.update': { paramsTuple?: []; params?: {} }
    'api.admin.settings.update': { paramsTuple: [ParamValue]; params: {'key': ParamValue} }
    'api.admin.category_parents.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.category_archives.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
  PATCH: {
    'api.seller.profiles.update': { paramsTuple?: []; params?: {} }
    'api.admin.consignors.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.categories.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'api.admin.fields.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
}
declare module '@adonisjs/core/types/http' {
  export interface RoutesList extends ScannedRoutes {}
}