import type { Message, MessageMedium } from './message-sender.ts'

/** What delivers a message: mail, SMS, or functions of the pools, so that none holds up another. */
export type MessageChannel = MessageMedium | 'FUNCTION'

/** What is to deliver the message. */
export const channelOf = ({ medium, handedTo }: Pick<Message, 'medium' | 'handedTo'>): MessageChannel => (handedTo === undefined ? medium : 'FUNCTION')
