import { askForCodesLater } from './countdown.ts'
import { checkWhileTyping } from './password-rules.ts'
import { focusSummary } from './focus-summary.ts'
import { guessTimeZone } from './time-zone.ts'
import { helpWithCodes } from './code-field.ts'
import { keepTyped } from './keep-typed.ts'
import { noticeCapsLock } from './caps-lock.ts'
import { offerToCopy } from './copy-text.ts'
import { offerToPrint } from './print-page.ts'
import { offerToShowPasswords } from './show-password.ts'
import { chooseWay } from './choose-way.ts'
import { makePasskeys } from './passkey-add.ts'
import { signalPasskeys } from './passkey-signals.ts'
import { signInByPasskey } from './passkey-sign-in.ts'
import { askForNamedPasskey } from './passkey-use.ts'
import { countSessionDown } from './session-timer.ts'
import { submitOnce } from './submit-once.ts'

// Everything here improves a page that already works without it.
focusSummary()
offerToShowPasswords()
noticeCapsLock()
checkWhileTyping()
askForCodesLater()
helpWithCodes()
offerToCopy()
offerToPrint()
guessTimeZone()
submitOnce()
keepTyped()
chooseWay()
signInByPasskey()
askForNamedPasskey()
makePasskeys()
signalPasskeys()
countSessionDown()
