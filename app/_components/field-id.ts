/** The id of a field's input, from the input's name; also what the error summary links to. */
export const fieldId = (name: string): string => `field-${name.replaceAll(/[^A-Za-z0-9_-]/g, '-')}`
