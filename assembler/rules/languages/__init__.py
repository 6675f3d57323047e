"""Rules for reports in French, Spanish, Russian, Arabic and Chinese, which need to know no words but those of form.

- `conventions`: how each language sets quotations, figures, dates and references.
- `dates`: dates and times in the form of another language.
- `figures`: numbers in the form of another language.
- `marks`: quotation marks, dashes and marks of another language, and spaces beside marks.
- `references`: references to documents in the form of another language.
"""
