package export

import "bytes"

// linkEnd is where the link ends whose text ends at offset: behind "](…)",
// "][…]" or "]". It is -1 where there is no such thing.
func linkEnd(src []byte, at int) int {
	for at < len(src) && (src[at] == ' ' || src[at] == '\n') {
		at++
	}
	if at >= len(src) || src[at] != ']' {
		return -1
	}
	at++
	if at >= len(src) {
		return at
	}
	switch src[at] {
	case '(':
		if end := closing(src, at, '(', ')'); end > 0 {
			return end
		}
	case '[':
		if end := closing(src, at, '[', ']'); end > 0 {
			return end
		}
	}
	return at
}

// maxTarget bounds how far a link's target is looked for, in bytes.
const maxTarget = 8 << 10

// closing is the offset behind the bracket that closes the one at offset, or
// -1; it passes over escapes, angle brackets and quoted titles.
func closing(src []byte, at int, open, shut byte) int {
	depth, limit := 0, min(len(src), at+maxTarget)
	for i := at; i < limit; i++ {
		switch c := src[i]; {
		case c == '\\':
			i++
		case c == open:
			depth++
		case c == shut:
			if depth--; depth == 0 {
				return i + 1
			}
		case open == '(' && (c == '"' || c == '\'') && (src[i-1] == ' ' || src[i-1] == '\n' || src[i-1] == '('):
			if end := bytes.IndexByte(src[i+1:limit], c); end >= 0 {
				i += 1 + end
			}
		case open == '(' && c == '<' && (src[i-1] == '(' || src[i-1] == ' '):
			if end := bytes.IndexByte(src[i+1:limit], '>'); end >= 0 {
				i += 1 + end
			}
		}
	}
	return -1
}
