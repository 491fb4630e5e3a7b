import type { InputHTMLAttributes } from 'react'
import { errorText } from '#app/_components/error-text.ts'
import { fieldId } from '#app/_components/field-id.ts'
import { TextField } from '#app/_components/field.tsx'
import { HostedForm, SubmitButton } from '#app/_components/hosted-form.tsx'
import { HostedPage } from '#app/_components/hosted-page.tsx'
import { AlertIcon } from '#app/_components/icons.tsx'
import { SigningInAs } from '#app/_components/signing-in-as.tsx'
import { textsOfPage } from '#src/contracts/messages/texts-of-page.ts'
import { ANSWER_OF_BUTTON, type AnswerInput, type CustomChallengeContent, type CustomChallengeView } from '#src/contracts/hosted/views/custom-challenge-view.ts'
import type { PageFrame } from '#src/contracts/hosted/page-frame.ts'

type Part = { readonly frame: PageFrame; readonly content: CustomChallengeContent }

/** What the pool's functions ask, in their own words: always text, whatever is in them. */
export const CustomChallengeScreen = ({ view }: { readonly view: CustomChallengeView }) => {
  const { frame, content, username, round, otherHref, changeHref } = view
  const t = textsOfPage(frame)
  const label = content.label ?? t('customChallenge.label')
  const lead = <>{content.text !== undefined && <p dir="auto">{content.text}</p>}<SigningInAs frame={frame} username={username} changeHref={changeHref} /></>
  const hidden = content.choices === undefined && content.input === 'none' ? { round, answer: ANSWER_OF_BUTTON } : { round }
  return (
    <HostedPage frame={frame} title={content.title ?? t('customChallenge.title')} labels={{ answer: label }} lead={lead}>
      <ChallengePicture content={content} />
      <ChallengeLink content={content} />
      <HostedForm frame={frame} form="custom-challenge" hidden={hidden}>
        <Answer frame={frame} content={content} label={label} />
        <SubmitButton>{content.submit ?? t('customChallenge.submit')}</SubmitButton>
      </HostedForm>
      {otherHref !== undefined && <p className="id-switch redirect-customizable"><a href={otherHref}>{t('mfa.code.another')}</a></p>}
    </HostedPage>
  )
}

const ChallengePicture = ({ content: { image } }: Pick<Part, 'content'>) =>
  image === undefined ? null : <p className="id-picture"><img src={image.src} alt={image.alt} width={image.width} height={image.height} /></p>

/** The host stands beside every link: the words are the function's, where it leads is not hidden by them. */
const ChallengeLink = ({ content: { link } }: Pick<Part, 'content'>) => {
  if (link === undefined) return null
  const host = <bdi dir="ltr">{link.host}</bdi>
  return (
    <p className="id-outward">
      <a href={link.href} target="_blank" rel="noopener noreferrer">{link.text === undefined ? host : <bdi>{link.text}</bdi>}</a>
      {link.text !== undefined && <span className="id-small">{host}</span>}
    </p>
  )
}

const Answer = ({ frame, content, label }: Part & { readonly label: string }) => {
  const { choices, input, help } = content
  const field = { frame, name: 'answer', label, help }
  if (choices !== undefined) return <Choices frame={frame} content={content} label={label} />
  if (input === 'none') return help === undefined ? null : <p className="id-help" dir="auto">{help}</p>
  return <TextField {...field} input={{ ...INPUTS[input], autoFocus: frame.summary === undefined, maxLength: 1024 }} />
}

const INPUTS: Readonly<Record<Exclude<AnswerInput, 'none'>, InputHTMLAttributes<HTMLInputElement>>> = {
  text: { autoComplete: 'off', dir: 'auto' },
  number: { autoComplete: 'off', inputMode: 'numeric', dir: 'ltr' },
  code: { autoComplete: 'one-time-code', inputMode: 'numeric', dir: 'ltr', autoCorrect: 'off', spellCheck: false },
  email: { autoComplete: 'email', type: 'email', dir: 'ltr' },
  phone: { autoComplete: 'tel', type: 'tel', dir: 'ltr' },
  password: { autoComplete: 'off', type: 'password', dir: 'ltr' },
}

/** One of several answers. */
const Choices = ({ frame, content: { choices = [], help }, label }: Part & { readonly label: string }) => {
  const wrong = frame.fieldErrors?.['answer']
  const id = fieldId('answer')
  return (
    <fieldset className="id-choices" {...(wrong !== undefined && { 'aria-describedby': `${id}-error` })}>
      <legend className="label-customizable"><bdi>{label}</bdi></legend>
      {help !== undefined && <p className="id-help" dir="auto">{help}</p>}
      {wrong !== undefined && <p className="id-error" id={`${id}-error`}><AlertIcon /><span>{errorText(textsOfPage(frame), wrong)}</span></p>}
      {choices.map(({ value, label: words }, at) => (
        <label key={value} className="id-check label-customizable">
          <input type="radio" name="answer" value={value} required {...(at === 0 && { id })} /><span dir="auto">{words}</span>
        </label>
      ))}
    </fieldset>
  )
}
