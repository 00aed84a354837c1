"""The small language every sentence is made of: lists, capitals, numbers, times, commands.

It knows nothing of records: strings, numbers and dates in, strings out.
"""
