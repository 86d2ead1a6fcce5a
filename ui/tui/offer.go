package tui

import (
	"regexp"
	"strings"

	"obelus/model"
)

// sayingVerbs are verbs that report somebody's words, in the forms that news
// and reports use.
const sayingVerbs = `said|says|say|stated|states|told|tells|claimed|claims|claim|argued|argues|argue|announced|announces|` +
	`added|adds|noted|notes|note|confirmed|confirms|confirm|denied|denies|deny|pledged|pledges|pledge|promised|warned|warns|warn|` +
	`suggested|suggests|suggest|believes|believed|believe|reported|reports|report|estimated|estimates|estimate|insisted|insists|insist|` +
	`alleged|alleges|acknowledged|acknowledges|predicted|predicts|predict|assessed|assesses|assess|declared|wrote|writes|write|` +
	`expects|expected|expect|judged|judges|concluded|concludes|conclude|admitted|admits|urged|urges|explained|explains|vowed|testified`

// Patterns of who says so: "according to X", "claimed by X", and X before a verb
// of saying.
const (
	accordingTo = `(?i)\baccording to ((?:the |a |an )?[^,.;:–—"“”()]+)`
	beforeVerb  = `(?i)((?:[^,.;:–—"“”()]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|St|Sgt|Rep|Sen|Prof)\.)+?),?\s+(?:(?:has|have|had|also|later|recently|repeatedly|again|reportedly|then|already)\s+)*(?:` + sayingVerbs + `)\b`
	agent       = `(?i)\b(?:released|published|issued|provided|supplied|claimed|reported|stated|announced|confirmed|denied|alleged|quoted|cited|shared) by ((?:the |a |an )?[^,.;:–—"“”()]+?)(?:\s+(?:on|in|at|during|after|before|shows?|and|as|which|that|who|for|to|has|have|had|was|were|is|are)\b|[,.;:–—"“”()]|$)`
	leadIn      = `(?i)^(?:(?:and|but|as|while|when|because|since|that|which|who|where|indeed|however|meanwhile|also|then|if|after|before|although|though|so)\s+)+`
	pronoun     = `(?i)^(?:he|she|it|they|we|i|you|who|which|that|this|these|those|there|what)$`
)

// offerSpeaker guesses who speaks in a claim: what follows "according to", else
// the noun phrase before a verb of saying; "" where there is none.
func offerSpeaker(claim string) string {
	claim = model.CleanLine(claim)
	if m := regexp.MustCompile(accordingTo).FindStringSubmatch(claim); m != nil {
		return speakerIn(m[1])
	}
	if m := regexp.MustCompile(agent).FindStringSubmatch(claim); m != nil {
		if s := speakerIn(m[1]); s != "" {
			return s
		}
	}
	for _, m := range regexp.MustCompile(beforeVerb).FindAllStringSubmatch(claim, -1) {
		if s := speakerIn(m[1]); s != "" {
			return s
		}
	}
	return ""
}

// mostSpeakerWords is the longest name or description that is offered.
const mostSpeakerWords = 9

// speakerIn is the speaker that a phrase ends with; "" where it is only a
// pronoun or too long to be one.
func speakerIn(phrase string) string {
	phrase = strings.TrimSpace(phrase)
	phrase = regexp.MustCompile(leadIn).ReplaceAllString(phrase, "")
	words := strings.Fields(phrase)
	if len(words) == 0 || len(words) > mostSpeakerWords || regexp.MustCompile(pronoun).MatchString(phrase) {
		return ""
	}
	return phrase
}
