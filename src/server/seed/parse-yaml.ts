import { parse } from 'yaml'

/** The value that a YAML text stands for. Load this when a text is to be read: most starts read none. */
export const parseYaml = (text: string): unknown => parse(text)
