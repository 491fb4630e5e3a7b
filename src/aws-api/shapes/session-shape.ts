import { timestamp } from '#src/aws-api/timestamp.ts'
import { describeUserAgent } from '#src/domain/sessions/describe-user-agent.ts'
import type { UserSession } from '#src/domain/sessions/user-session.ts'

/** SessionDescriptionType. */
export const sessionShape = ({ id, type, clientId, createdAt, lastActiveAt, usedFrom, originId, isCurrent }: UserSession) => ({
  SessionId: id,
  SessionType: type,
  ClientId: clientId,
  CreateDate: timestamp(createdAt),
  LastActiveDate: timestamp(lastActiveAt),
  DeviceType: describeUserAgent(usedFrom.userAgent),
  LastIPAddress: usedFrom.address ?? undefined,
  LastLocation: { Country: 'unknown' },
  OriginSessionId: originId ?? undefined,
  IsCurrentSession: isCurrent,
})
