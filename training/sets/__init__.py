"""Public annotated sets as text with offsets: what each loader drops and why stands beside it.

Every loader takes the data folder and reads one part. All places are half open and count code
points of `Text.text`. Only the training and development parts are known here.
"""
