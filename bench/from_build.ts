/** A module of the production build, which is what is measured. */
export async function fromBuild<Module>(path: string): Promise<Module> {
  return (await import(new URL(path, BUILD).href)) as Module
}

export const BUILD = new URL('../build/', import.meta.url)
