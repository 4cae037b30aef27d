import vine from '@vinejs/vine'

const uid = vine.string().minLength(1).maxLength(100)

/** A stream of Transmit. */
export const streamValidator = vine.create({ uid })

/** What a stream of Transmit listens to. */
export const channelValidator = vine.create({ uid, channel: vine.string().maxLength(200) })
