/**
 * What the template says that Amazon offers for download, in the versions seen (Cognito: classic branding, CSS template). Who uploads
 * the template with one colour changed has changed one colour.
 */
const TEMPLATE: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  '.logo-customizable': { 'max-width': ['60%'], 'max-height': ['30%'] },
  '.banner-customizable': { padding: ['25px 0px 25px 0px', '25px 0px 25px 10px', '25px 0 25px 0'], 'background-color': ['lightgray', '#d3d3d3'] },
  '.label-customizable': { 'font-weight': ['400', '300'] },
  '.textDescription-customizable': { 'padding-top': ['10px'], 'padding-bottom': ['10px'], display: ['block', 'inline'], 'font-size': ['16px'] },
  '.idpDescription-customizable': { 'padding-top': ['10px'], 'padding-bottom': ['10px'], display: ['block', 'inline'], 'font-size': ['16px'] },
  '.legalText-customizable': { color: ['#747474'], 'font-size': ['11px'] },
  '.submitButton-customizable': {
    'font-size': ['14px', '11px'], 'font-weight': ['bold'], margin: ['20px 0px 10px 0px', '20px 0 10px 0'], height: ['40px', '50px'], width: ['100%', '108%'],
    color: ['#fff', 'white'], 'background-color': ['#337ab7'], 'text-align': ['center'],
  },
  '.submitButton-customizable:hover': { color: ['#fff', 'white'], 'background-color': ['#286090'] },
  '.errorMessage-customizable': {
    padding: ['5px'], 'font-size': ['14px', '12px'], width: ['100%'], background: ['#f5f5f5'], border: ['2px solid #d64958'], color: ['#d64958'], margin: ['0', '0px'], 'box-sizing': ['border-box'],
  },
  '.inputField-customizable': {
    width: ['100%'], height: ['34px'], color: ['#555'], 'background-color': ['#fff', 'white'], border: ['1px solid #ccc'], 'border-radius': ['0px', '0'],
  },
  '.inputField-customizable:focus': { 'border-color': ['#66afe9'], outline: ['0'] },
  '.idpButton-customizable': {
    height: ['40px'], width: ['100%'], 'text-align': ['center'], 'margin-bottom': ['15px'], color: ['#fff', 'white'], 'background-color': ['#5bc0de'], 'border-color': ['#46b8da'],
  },
  '.idpButton-customizable:hover': { color: ['#fff', 'white'], 'background-color': ['#31b0d5'] },
  '.socialButton-customizable': {
    height: ['40px', '60px'], 'text-align': ['left'], width: ['100%'], 'margin-bottom': ['15px'], 'border-radius': ['2px'], padding: ['1px'],
  },
  '.redirect-customizable': { 'text-align': ['center'] },
  '.passwordCheck-notValid-customizable': { color: ['#df3312'] },
  '.passwordCheck-valid-customizable': { color: ['#19bf00'] },
  '.background-customizable': { 'background-color': ['#fff', 'white'] },
}

/** Whether a declaration says no more than the template; values as the printer writes them. */
export const isOfTemplate = ({ selector, property, value }: { selector: string; property: string; value: string }): boolean =>
  TEMPLATE[selector]?.[property]?.includes(value.toLowerCase().replace(/^#(.)\1(.)\2(.)\3$/, '#$1$2$3')) === true
