/** `reserve_not_met` and `auction.extended` as people say it. Server and browser share it. */
export function wordsOf(name: string): string {
  const words = name.replaceAll(/[._]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
