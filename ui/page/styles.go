package page

import (
	"sync"

	"charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"obelus/ui/theme"
)

// StyleID is an index into the page's interned styles; 0 is the plain style.
type StyleID uint16

// styles interns the styles of a page's cells. It is safe for concurrent use.
type styles struct {
	config ansi.StyleConfig
	frame  StyleID // of rules, bars and what else the page adds
	faint  StyleID // of labels that the page adds

	mu   sync.RWMutex
	ids  map[uv.Style]StyleID
	list []uv.Style
}

func newStyles(th theme.Theme) *styles {
	s := &styles{config: additive(th.Glamour()), ids: map[uv.Style]StyleID{{}: 0}, list: []uv.Style{{}}}
	s.frame = s.primitive(s.config.HorizontalRule)
	s.faint = s.primitive(s.config.ImageText)
	return s
}

// id interns style. The styles that a theme can combine are few; beyond what
// an id can number the plain style stands in.
func (s *styles) id(style uv.Style) StyleID {
	s.mu.RLock()
	id, ok := s.ids[style]
	s.mu.RUnlock()
	if ok {
		return id
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if id, ok := s.ids[style]; ok {
		return id
	}
	if len(s.list) > int(^StyleID(0)) {
		return 0
	}
	id = StyleID(len(s.list))
	s.ids[style] = id
	s.list = append(s.list, style)
	return id
}

// style is the style of id.
func (s *styles) style(id StyleID) uv.Style {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.list[id]
}

// primitive interns one of glamour's own styles.
func (s *styles) primitive(p ansi.StylePrimitive) StyleID {
	var style uv.Style
	if p.Color != nil {
		style.Fg = lipgloss.Color(*p.Color)
	}
	if p.BackgroundColor != nil {
		style.Bg = lipgloss.Color(*p.BackgroundColor)
	}
	if isSet(p.Underline) {
		style.Underline = uv.UnderlineSingle
	}
	for _, a := range []struct {
		set  *bool
		attr uint8
	}{
		{p.Bold, uv.AttrBold}, {p.Faint, uv.AttrFaint}, {p.Italic, uv.AttrItalic},
		{p.Inverse, uv.AttrReverse}, {p.CrossedOut, uv.AttrStrikethrough}, {p.Blink, uv.AttrBlink},
	} {
		if isSet(a.set) {
			style.Attrs |= a.attr
		}
	}
	return s.id(style)
}

// trimEnd takes white space that was added, and that no background shows, off
// the end of line.
func (s *styles) trimEnd(line []Cell) []Cell {
	for n := len(line) - 1; n >= 0 && line[n].blank() && !line[n].mapped(); n-- {
		if id := line[n].style; id != 0 && s.style(id).Bg != nil {
			break
		}
		line = line[:n]
	}
	return line
}

func isSet(b *bool) bool { return b != nil && *b }
