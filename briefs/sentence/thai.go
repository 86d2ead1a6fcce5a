package sentence

import "strings"

// thaiSentence is the number of Thai letters after which a space before a word
// that opens sentences is taken for the end of one.
const thaiSentence = 40

// thaiOpeners are Thai words that open a sentence, or a main clause as long as
// one. Thai sets no stop at a sentence's end, only a space.
const thaiOpeners = "นอกจากนี้ อย่างไรก็ตาม ทั้งนี้ ขณะที่ ในขณะที่ ขณะเดียวกัน ดังนั้น เพราะฉะนั้น ต่อมา จากนั้น สำหรับ ส่วน แต่ เมื่อ หลังจาก ก่อนหน้านี้ ล่าสุด ในปี โดย ซึ่ง เนื่องจาก อนึ่ง"

// startsThai reports whether a Thai sentence begins at i, after a space.
func (s *splitter) startsThai(i int) bool {
	if s.thaiLetters < thaiSentence || i >= len(s.text) || s.text[i] != 0xe0 {
		return false
	}
	for opener := range strings.FieldsSeq(thaiOpeners) {
		if strings.HasPrefix(s.text[i:], opener) {
			return !s.kept(i)
		}
	}
	return false
}
