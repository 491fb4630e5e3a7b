import type { JsonObject } from './json.ts'

/** A part of the look in both colour schemes. */
const modes = (lightMode: JsonObject, darkMode: JsonObject): JsonObject => ({ darkMode, lightMode })
const shade = (backgroundColor: string, borderColor: string, textColor: string): JsonObject => ({ backgroundColor, borderColor, textColor })
const status = (indicatorColor: string, backgroundColor: string): JsonObject => ({ backgroundColor, borderColor: indicatorColor, indicatorColor })

const OUTLINED_LIGHT = { active: shade('d3e7f9ff', '033160ff', '033160ff'), hover: shade('f2f8fdff', '033160ff', '033160ff') }
const OUTLINED_DARK = { active: shade('354150ff', '89bdeeff', '89bdeeff'), hover: shade('192534ff', '89bdeeff', '89bdeeff') }
const EDGE: JsonObject = {
  backgroundImage: { enabled: false },
  logo: { enabled: false, location: 'START' },
  ...modes({ background: { color: 'fafafaff' }, borderColor: 'd5dbdbff' }, { background: { color: '0f141aff' }, borderColor: '424650ff' }),
}

const categories: JsonObject = {
  auth: {
    authMethodOrder: [[{ display: 'BUTTON', type: 'FEDERATED' }, { display: 'INPUT', type: 'USERNAME_PASSWORD' }]],
    federation: { interfaceStyle: 'BUTTON_LIST', order: [] },
  },
  form: {
    displayGraphics: true, instructions: { enabled: false }, languageSelector: { enabled: false }, location: { horizontal: 'CENTER', vertical: 'CENTER' },
    sessionTimerDisplay: 'NONE',
  },
  global: { colorSchemeMode: 'LIGHT', pageFooter: { enabled: false }, pageHeader: { enabled: false }, spacingDensity: 'REGULAR' },
  signUp: { acceptanceElements: [{ enforcement: 'NONE', textKey: 'en' }] },
}

const componentClasses: JsonObject = {
  buttons: { borderRadius: 8 },
  divider: modes({ borderColor: 'ebebf0ff' }, { borderColor: '232b37ff' }),
  dropDown: {
    borderRadius: 8,
    ...modes(
      {
        defaults: { itemBackgroundColor: 'ffffffff' }, hover: { itemBackgroundColor: 'f4f4f4ff', itemBorderColor: '7d8998ff', itemTextColor: '000716ff' },
        match: { itemBackgroundColor: '414d5cff', itemTextColor: '0972d3ff' },
      },
      {
        defaults: { itemBackgroundColor: '192534ff' }, hover: { itemBackgroundColor: '081120ff', itemBorderColor: '5f6b7aff', itemTextColor: 'e9ebedff' },
        match: { itemBackgroundColor: 'd1d5dbff', itemTextColor: '89bdeeff' },
      },
    ),
  },
  focusState: modes({ borderColor: '0972d3ff' }, { borderColor: '539fe5ff' }),
  idpButtons: { icons: { enabled: true } },
  input: {
    borderRadius: 8,
    ...modes(
      { defaults: { backgroundColor: 'ffffffff', borderColor: '7d8998ff' }, placeholderColor: '5f6b7aff' },
      { defaults: { backgroundColor: '0f1b2aff', borderColor: '5f6b7aff' }, placeholderColor: '8d99a8ff' },
    ),
  },
  inputDescription: modes({ textColor: '5f6b7aff' }, { textColor: '8d99a8ff' }),
  inputLabel: modes({ textColor: '000716ff' }, { textColor: 'd1d5dbff' }),
  link: modes(
    { defaults: { textColor: '0972d3ff' }, hover: { textColor: '033160ff' } },
    { defaults: { textColor: '539fe5ff' }, hover: { textColor: '89bdeeff' } },
  ),
  optionControls: modes(
    { defaults: { backgroundColor: 'ffffffff', borderColor: '7d8998ff' }, selected: { backgroundColor: '0972d3ff', foregroundColor: 'ffffffff' } },
    { defaults: { backgroundColor: '0f1b2aff', borderColor: '7d8998ff' }, selected: { backgroundColor: '539fe5ff', foregroundColor: '000716ff' } },
  ),
  statusIndicator: modes(
    { error: status('d91515ff', 'fff7f7ff'), pending: { indicatorColor: 'aaaaaaaa' }, success: status('037f0cff', 'f2fcf3ff'), warning: status('8d6605ff', 'fffce9ff') },
    { error: status('eb6f6fff', '1a0000ff'), pending: { indicatorColor: 'aaaaaaaa' }, success: status('29ad32ff', '001a02ff'), warning: status('e0ca57ff', '1d1906ff') },
  ),
}

const components: JsonObject = {
  alert: { borderRadius: 12, ...modes({ error: { backgroundColor: 'fff7f7ff', borderColor: 'd91515ff' } }, { error: { backgroundColor: '1a0000ff', borderColor: 'eb6f6fff' } }) },
  favicon: { enabledTypes: ['ICO', 'SVG'] },
  form: {
    backgroundImage: { enabled: false }, borderRadius: 8, logo: { enabled: false, formInclusion: 'IN', location: 'CENTER', position: 'TOP' },
    ...modes({ backgroundColor: 'ffffffff', borderColor: 'c6c6cdff' }, { backgroundColor: '0f1b2aff', borderColor: '424650ff' }),
  },
  idpButton: {
    custom: {},
    standard: modes(
      { ...OUTLINED_LIGHT, defaults: shade('ffffffff', '424650ff', '424650ff') },
      { ...OUTLINED_DARK, defaults: shade('0f1b2aff', 'c6c6cdff', 'c6c6cdff') },
    ),
  },
  pageBackground: { image: { enabled: true }, ...modes({ color: 'ffffffff' }, { color: '0f1b2aff' }) },
  pageFooter: EDGE,
  pageHeader: EDGE,
  pageText: modes(
    { bodyColor: '414d5cff', descriptionColor: '414d5cff', headingColor: '000716ff' },
    { bodyColor: 'b6bec9ff', descriptionColor: 'b6bec9ff', headingColor: 'd1d5dbff' },
  ),
  phoneNumberSelector: { displayType: 'TEXT' },
  primaryButton: modes(
    {
      active: { backgroundColor: '033160ff', textColor: 'ffffffff' }, defaults: { backgroundColor: '0972d3ff', textColor: 'ffffffff' },
      disabled: { backgroundColor: 'ffffffff', borderColor: 'ffffffff' }, hover: { backgroundColor: '033160ff', textColor: 'ffffffff' },
    },
    {
      active: { backgroundColor: '539fe5ff', textColor: '000716ff' }, defaults: { backgroundColor: '539fe5ff', textColor: '000716ff' },
      disabled: { backgroundColor: 'ffffffff', borderColor: 'ffffffff' }, hover: { backgroundColor: '89bdeeff', textColor: '000716ff' },
    },
  ),
  secondaryButton: modes(
    { ...OUTLINED_LIGHT, defaults: shade('ffffffff', '0972d3ff', '0972d3ff') },
    { ...OUTLINED_DARK, defaults: shade('0f1b2aff', '539fe5ff', '539fe5ff') },
  ),
}

/** What a style has that says nothing itself (Cognito: CreateManagedLoginBranding, settings of its own example). */
export const DEFAULT_SETTINGS: JsonObject = { categories, componentClasses, components }
