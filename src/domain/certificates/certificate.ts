/** A certificate that an operator brought for the server's own HTTPS port. */
export type TlsCertificate = {
  /** SHA-256 of the server's own certificate, hexadecimal. */
  id: string
  /** Host names in lower case; the first label may be `*`. */
  names: string[]
  notBefore: Date
  notAfter: Date
  createdAt: Date
}

/** With what a handshake needs; never logged, never shown. */
export type InstalledCertificate = TlsCertificate & {
  /** PEM, the server's own certificate first. */
  chain: string
  /** PEM of the private key. */
  key: string
}

export type CertificateStore = {
  /** The one that ends first comes first. */
  listCertificates(): Promise<TlsCertificate[]>
  /** Takes the place of those whose names it has all; returns their ids. */
  putCertificate(certificate: InstalledCertificate): Promise<string[]>
  removeCertificate(id: string): Promise<boolean>
}
