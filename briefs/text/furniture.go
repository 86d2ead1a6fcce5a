package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A wordList is words in small letters with a space around each.
type wordList string

func (l wordList) has(word string) bool {
	return word != "" && !strings.Contains(word, " ") && strings.Contains(string(l), " "+word+" ")
}

// What stands above texts in the languages that desks read.
const (
	// subjectFields are the labels of the field that names the headline;
	// otherFields those of the other fields of letters, cables and saved pages.
	subjectFields wordList = " subject title headline betreff titel überschrift objet titre asunto título titular oggetto titolo assunto " +
		"тема заголовок الموضوع العنوان 件名 題名 見出し 标题 主题 "
	otherFields wordList = " from to cc date sent ref reference classification distribution author source published updated embargo url link " +
		"tags keywords section von an datum gesendet quelle autor stand de à auteur envoyé fecha fuente para от кому дата источник автор " +
		"من إلى التاريخ المصدر الكاتب 日付 日時 出典 発信 来源 日期 作者 "
	credits wordList = " photo photos photo_camera picture image images foto fotos bild credit credits caption photograph getty afp reuters " +
		"illustration video фото صورة 写真 撮影 图片 "
	bylines wordList = " by von par por di door af av autor auteur автор от بقلم 文 記者 作者 "
	months  wordList = " january february march april may june july august september october november december " +
		"jan feb mar apr jun jul aug sep sept oct nov dec " +
		"januar februar märz mai juni juli oktober dezember " +
		"janvier février mars avril juin juillet août septembre octobre novembre décembre " +
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre " +
		"gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre " +
		"janeiro fevereiro março maio junho julho setembro outubro novembro dezembro " +
		"января февраля марта апреля мая июня июля августа сентября октября ноября декабря " +
		"يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر "
	dateWords wordList = " monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag " +
		"lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo " +
		"updated published posted last modified stand am um uhr at on the of de le del à gmt utc cet est mst ist z h pm a m p г в "
)

// cutField cuts "Subject: value" of a letter's head into its label, in small
// letters, and its value. ok is false for labels that are not known.
func cutField(text string) (label, value string, ok bool) {
	at := strings.IndexAny(text[:min(len(text), 40)], ":：")
	if at < 0 {
		return "", "", false
	}
	label = strings.ToLower(strings.TrimSpace(text[:at]))
	_, n := utf8.DecodeRuneInString(text[at:])
	return label, strings.TrimSpace(text[at+n:]), subjectFields.has(label) || otherFields.has(label)
}

var (
	marking = pattern(`(?i)^(?:tlp\s*:|\W*(?:unclassified|classified|restricted|confidential|secret|top secret|official|nato |cui\b|embargo|not for (?:release|publication)|vs-nfd|nur für den dienstgebrauch|diffusion restreinte|difusión limitada|для служебного пользования))`)
	locator = pattern(`(?i)^\S*(?:://|www\.|@)\S*$`)
	numeric = pattern(`\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|\d{1,2}:\d{2}|[0-9０-９]{1,4}\s?[年月日년월일]`)
)

// isFurniture reports whether text, of so many words, is something that stands
// above a text and is not its headline.
func isFurniture(text string, words int) bool {
	if !strings.ContainsFunc(text, unicode.IsLetter) {
		return true // numbers, rules
	}
	first, _, _ := strings.Cut(strings.ToLower(text), " ")
	first = strings.TrimFunc(first, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	head, _, _ := strings.Cut(first, "/")
	switch {
	case marking().MatchString(text) && words <= 12, locator().MatchString(text), marker().MatchString(text):
		return true
	case strings.ContainsRune(text, '©'), credits.has(first), credits.has(head) && strings.ContainsAny(text, "/:"):
		return true
	case bylines.has(first) && words <= 10 && named(text):
		return true
	}
	return isDate(text, words)
}

// fieldOrMarking reports whether text is a line of a letter's or cable's head.
func fieldOrMarking(text string) bool {
	return kindOf(text) != headlike || strings.Contains(text, ":")
}

// named reports whether most words after the first begin with a capital, as a
// byline's do ("By Jana Kern and Ali Diallo", not "By land and sea: …"); always
// in scripts that have none.
func named(text string) bool {
	words := strings.Fields(text)[1:]
	capitals, small := 0, 0
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			small++
		} else {
			capitals++
		}
	}
	return len(words) == 0 || capitals > 2*small || capitals >= 2 && small <= 1
}

// isDate reports whether text says a date or a time and hardly more.
func isDate(text string, words int) bool {
	if words > 10 {
		return false
	}
	dated, rest := numeric().MatchString(text), 0
	digits := strings.ContainsFunc(text, unicode.IsDigit)
	for w := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r)
	}) {
		switch {
		case months.has(w):
			dated = dated || digits
		case !dateWords.has(w):
			rest++
		}
	}
	if strings.ContainsFunc(text, unspacedLetter) {
		return dated && utf8.RuneCountInString(text) <= 20
	}
	return dated && rest <= 1
}

func unspacedLetter(r rune) bool { return unicode.IsLetter(r) && unspaced(r) }
