const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether a uuid column can hold the text: anything else names nobody, and the database would refuse the statement. */
export const isUuid = (text: string): boolean => form.test(text)
