//! Questions, as the worker writes them: numbers of eight bytes, lowest first; texts and
//! lists behind their length.

/// What is left of a question.
pub struct Question<'a>(pub &'a [u8]);

impl Question<'_> {
    /// The next number; none where the question is cut short, here and below.
    pub fn number(&mut self) -> Option<u64> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u64::from_le_bytes(*number))
    }

    pub fn text(&mut self) -> Option<String> {
        let length = self.number()? as usize;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(String::from_utf8_lossy(text).into_owned())
    }

    pub fn texts(&mut self) -> Option<Vec<String>> {
        let length = self.number()?;
        let mut texts = Vec::new();
        for _ in 0..length {
            texts.push(self.text()?);
        }
        Some(texts)
    }

    pub fn numbers(&mut self) -> Option<Vec<u64>> {
        let length = self.number()?;
        let mut numbers = Vec::new();
        for _ in 0..length {
            numbers.push(self.number()?);
        }
        Some(numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::Question;

    #[test]
    fn what_is_cut_short_is_no_question() {
        let mut bytes = [2u64, 7, 9].map(u64::to_le_bytes).concat();
        assert_eq!(Question(&bytes).numbers(), Some(vec![7, 9]));
        assert_eq!(Question(&bytes[..23]).numbers(), None);
        bytes.truncate(16);
        assert_eq!(Question(&bytes).text(), None);
        bytes.extend([b'h', b'i']);
        bytes[8] = 2;
        assert_eq!(Question(&bytes[8..]).text(), Some("hi".to_owned()));
        let most = [u64::MAX, u64::MAX].map(u64::to_le_bytes).concat();
        assert_eq!(Question(&most).texts(), None);
    }
}
