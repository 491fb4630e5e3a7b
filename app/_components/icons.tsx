import type { ReactNode } from 'react'

const Icon = ({ children }: { readonly children: ReactNode }) => (
  <svg className="id-icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
    {children}
  </svg>
)

export const AlertIcon = () => (
  <Icon><circle cx="10" cy="10" r="7.5" /><path d="M10 6.2v4.6M10 13.6v.1" /></Icon>
)
export const WarningIcon = () => (
  <Icon><path d="M10 3.2 17.6 16.4H2.4zM10 8v4M10 14.2v.1" /></Icon>
)
export const DoneIcon = () => (
  <Icon><circle cx="10" cy="10" r="7.5" /><path d="m6.8 10.3 2.2 2.2 4.2-4.6" /></Icon>
)
export const InfoIcon = () => (
  <Icon><circle cx="10" cy="10" r="7.5" /><path d="M10 9.2v4.4M10 6.4v.1" /></Icon>
)
export const EyeIcon = () => (
  <Icon>
    <path d="M2 10s3-5.2 8-5.2S18 10 18 10s-3 5.2-8 5.2S2 10 2 10z" /><circle cx="10" cy="10" r="2.4" />
    <path className="id-eye-slash" d="m3.5 3.5 13 13" />
  </Icon>
)
export const MailIcon = () => (
  <Icon><rect x="2.5" y="4.5" width="15" height="11" rx="2" /><path d="m3 6 7 5 7-5" /></Icon>
)
export const PhoneIcon = () => (
  <Icon><rect x="5.5" y="2.5" width="9" height="15" rx="2" /><path d="M9 14.8h2" /></Icon>
)
export const MessageIcon = () => (
  <Icon><path d="M3 5.5a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H9l-4 3.2v-3.2a2 2 0 0 1-2-2z" /><path d="M6.8 8.5v.1M10 8.5v.1M13.2 8.5v.1" /></Icon>
)
export const AuthenticatorIcon = () => (
  <Icon><rect x="5.5" y="2.5" width="9" height="15" rx="2" /><path d="M8 7.5h4M8 10.5h4M9 14.8h2" /></Icon>
)
export const GlobeIcon = () => (
  <Icon><circle cx="10" cy="10" r="7.5" /><path d="M2.5 10h15M10 2.5c5 5 5 10 0 15M10 2.5c-5 5-5 10 0 15" /></Icon>
)
export const ArrowIcon = () => (
  <Icon><path className="id-mirrored" d="M4 10h12M11.5 5.5 16 10l-4.500 4.500" /></Icon>
)
export const PasskeyIcon = () => (
  <Icon><circle cx="8" cy="6" r="3" /><path d="M2.5 16.5c0-3.6 2.4-5.5 5.5-5.5.9 0 1.7.15 2.4.45" /><circle cx="14.5" cy="10.8" r="2.2" /><path d="M14.5 13v4.5M14.5 15.5h1.7" /></Icon>
)
export const QuestionIcon = () => (
  <Icon><circle cx="10" cy="10" r="7.5" /><path d="M7.9 8a2.1 2.1 0 1 1 3.2 1.8c-.7.4-1.1.9-1.1 1.7M10 14v.1" /></Icon>
)
